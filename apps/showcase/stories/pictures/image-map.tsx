import { useState } from "preact/hooks";
import { ImageMap } from "sessile/widgets";

export const title = "ImageMap";
export const description = "A picture with parts that can be pressed, in any size it is shown in.";

export default function ImageMapStory() {
  const [part, setPart] = useState("nothing yet");
  return (
    <>
      <ImageMap
        src="/assets/apps/showcase/house.svg"
        alt="A house in the sun"
        width={400}
        height={240}
        areas={[
          {
            shape: "rect",
            left: 200,
            top: 140,
            width: 40,
            height: 70,
            label: "Door",
            onClick: () => setPart("the door"),
          },
          { shape: "circle", x: 340, y: 50, radius: 28, label: "Sun", onClick: () => setPart("the sun") },
          {
            shape: "polygon",
            points: [
              [90, 112],
              [190, 40],
              [290, 112],
            ],
            label: "Roof",
            onClick: () => setPart("the roof"),
          },
        ]}
      />
      <p role="status">You pressed {part}.</p>
    </>
  );
}
