import { DockPanel, SimplePanel } from "sessile/widgets";

export const title = "DockPanel";
export const description = "Things at its four edges; what stands in the middle gets the room that is left.";

export default function DockPanelStory() {
  return (
    <DockPanel
      north={<SimplePanel>North: a title</SimplePanel>}
      west={<SimplePanel>West: folders</SimplePanel>}
      east={<SimplePanel>East: notes</SimplePanel>}
      south={<SimplePanel>South: three unread</SimplePanel>}
    >
      <SimplePanel>
        In the middle, what it is all about. On a telephone all of this stands one below the other.
      </SimplePanel>
    </DockPanel>
  );
}
