import { useState } from "preact/hooks";
import { FileUpload } from "sessile/widgets";

export const title = "FileUpload";
export const description = "Files, chosen or dropped. How far they are is shown, and each upload can be cancelled.";

export default function FileUploadStory() {
  const [first, setFirst] = useState("");
  const read = async (files: readonly File[]) => {
    const text = await files[0]?.slice(0, 40).text();
    setFirst(text ?? "");
  };
  return (
    <>
      <FileUpload label="Papers" name="papers" multiple onChange={read} />
      <p role="status">{first ? `The first one begins: ${first}` : "Nothing yet."}</p>
    </>
  );
}
