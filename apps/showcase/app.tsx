// Showcase: a page for each widget, by its own address: what it is, the widget at work, and the source of that.
import { useLocation, useTitle } from "sessile/ui";
import { Front, Missing, Nav } from "./frame.tsx";
import { find } from "./stories/index.ts";
import { StoryPage } from "./story-page.tsx";

export const meta = {
  title: "Showcase",
  description: "Every widget on a page of its own, at work beside its source.",
  routes: true,
};

export default function Showcase() {
  const { path } = useLocation();
  const story = find(path);
  useTitle(story ? `${story.title} · Showcase` : "Showcase");
  if (path === "/") return <Front description={meta.description} />;
  return (
    <div class="showcase">
      <Nav current={path} />
      <main>{story ? <StoryPage key={path} story={story} /> : <Missing path={path} />}</main>
    </div>
  );
}
