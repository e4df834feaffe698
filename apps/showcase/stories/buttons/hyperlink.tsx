import { useLocation } from "sessile/ui";
import { Hyperlink } from "sessile/widgets";

export const title = "Hyperlink";
export const description =
  "Leads to a place of the app: the tree follows, the address bar too, and so does the Back button.";

const PORTS = ["Genoa", "Oslo", "Porto"];

export default function HyperlinkStory() {
  const { query } = useLocation();
  const port = query.get("port");
  return (
    <>
      <nav aria-label="Ports" class="row">
        {PORTS.map((name) => (
          <Hyperlink key={name} to={`?port=${name}`}>
            {name}
          </Hyperlink>
        ))}
      </nav>
      <p role="status">{port ? `The harbour of ${port}.` : "Choose a port."}</p>
    </>
  );
}
