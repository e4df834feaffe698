import { useState } from "preact/hooks";
import { Anchor } from "sessile/widgets";

export const title = "Anchor";
export const description = "A link to anywhere. An address that would run as a program is left out, whoever wrote it.";

export default function AnchorStory() {
  const [address, setAddress] = useState("https://example.org/tides");
  return (
    <>
      <p>
        <Anchor href="https://example.org/" target="_blank">
          Tide tables, in a window of their own
        </Anchor>
      </p>
      <label class="field">
        Your link <input name="address" value={address} onInput={(event) => setAddress(event.currentTarget.value)} />
      </label>
      <p>
        <Anchor href={address}>{address || "Nowhere"}</Anchor>
      </p>
    </>
  );
}
