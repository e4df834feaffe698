import { Heading } from "sessile/widgets";

export const title = "Heading";
export const description =
  "A heading of any level. How large it looks is another matter than where it stands in the outline.";

export default function HeadingStory() {
  return (
    <>
      <Heading>Provisions</Heading>
      <p>What the crew eats, and who pays for it.</p>
      <Heading level={3}>On board</Heading>
      <p>Rice, beans, coffee.</p>
      <Heading level={3} size={6}>
        Small print, third level
      </Heading>
      <p>Coffee is counted.</p>
    </>
  );
}
