// Pictures, one after the other, and one with parts.
import { useState } from "preact/hooks";
import { Button, FlowPanel, Image, ImageMap } from "sessile/widgets";

const PICTURES = [
  { src: "/assets/apps/kitchensink/boat.svg", alt: "A boat under sail" },
  { src: "/assets/apps/kitchensink/lighthouse.svg", alt: "A lighthouse at night" },
  { src: "/assets/apps/kitchensink/nothing.svg", alt: "A picture that is not there" },
] as const;

export function Images() {
  const [at, setAt] = useState(0);
  const [news, setNews] = useState("");
  const [part, setPart] = useState("nothing yet");
  const { src, alt } = PICTURES[at % PICTURES.length] as (typeof PICTURES)[number];
  const step = (by: number) => () => setAt((now) => (now + by + PICTURES.length) % PICTURES.length);
  return (
    <>
      <Image
        src={src}
        alt={alt}
        width={240}
        height={144}
        fallback="No picture"
        onLoad={() => setNews(`${alt} is shown.`)}
        onError={() => setNews(`${alt}: it could not be loaded.`)}
      />
      <FlowPanel>
        <Button onClick={step(-1)}>Previous</Button> <Button onClick={step(1)}>Next</Button>
      </FlowPanel>
      <p role="status">{news}</p>
      <ImageMap
        src="/assets/apps/kitchensink/boat.svg"
        alt="A boat under sail"
        width={240}
        height={144}
        areas={[
          {
            shape: "rect",
            left: 60,
            top: 104,
            width: 120,
            height: 24,
            label: "Hull",
            onClick: () => setPart("the hull"),
          },
          {
            shape: "polygon",
            points: [
              [124, 16],
              [124, 98],
              [176, 98],
            ],
            label: "Sail",
            onClick: () => setPart("the sail"),
          },
          { shape: "circle", x: 204, y: 32, radius: 18, label: "Sun", onClick: () => setPart("the sun") },
        ]}
      />
      <p>You pressed {part}.</p>
    </>
  );
}
