import { Frame } from "sessile/widgets";

export const title = "Frame";
export const description = "Another document within this one, shut in by a sandbox.";

export default function FrameStory() {
  return <Frame title="Terms of delivery" src="/assets/apps/showcase/terms.txt" height={160} />;
}
