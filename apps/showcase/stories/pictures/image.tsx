import { useState } from "preact/hooks";
import { Button, FlowPanel, Image } from "sessile/widgets";

export const title = "Image";
export const description = "A picture that says whether it was loaded, and what stands in its place if not.";

const HOUSE = "/assets/apps/showcase/house.svg";

export default function ImageStory() {
  const [src, setSrc] = useState(HOUSE);
  const [news, setNews] = useState("");
  return (
    <>
      <Image
        src={src}
        alt="A house in the sun"
        width={240}
        height={144}
        fallback="No picture"
        onLoad={() => setNews("The picture is there.")}
        onError={() => setNews("There is no such picture.")}
      />
      <FlowPanel>
        <Button onClick={() => setSrc(HOUSE)}>The house</Button>
        <Button onClick={() => setSrc("/assets/nothing.svg")}>One that is missing</Button>
      </FlowPanel>
      <p role="status">{news}</p>
    </>
  );
}
