import { useState } from "preact/hooks";
import { TextBox } from "sessile/widgets";

export const title = "TextBox";
export const description = "A line of text. While nobody asks what stands in it, typing sends nothing.";

export default function TextBoxStory() {
  const [skipper, setSkipper] = useState("Ada");
  const [search, setSearch] = useState("");
  return (
    <>
      <TextBox label="Skipper" name="skipper" hint="As it is typed." value={skipper} onChange={setSkipper} />
      <TextBox
        type="search"
        label="Search"
        name="search"
        debounce={300}
        onChange={setSearch}
        placeholder="Port, pier"
      />
      <TextBox label="Call sign" name="sign" value="DK4711" readOnly />
      <TextBox label="Berth" name="berth" disabled defaultValue="B12" />
      <p role="status">
        {skipper || "Nobody"} {search && `looks for ${search}`}
      </p>
    </>
  );
}
