import { Button, Hyperlink, useLocation } from "sessile/widgets";

export const title = "useLocation";
export const description =
  "The address as state: links, back and forward render anew, and what is shown has a bookmark.";

const DECKS = ["upper", "gun", "orlop"];

export default function UseLocationStory() {
  const { query, navigate, back } = useLocation();
  const deck = query.get("deck") ?? "upper";
  const below = DECKS[DECKS.indexOf(deck) + 1];
  return (
    <>
      <nav aria-label="Decks" class="row">
        {DECKS.map((name) => (
          <Hyperlink key={name} to={`?deck=${name}`}>
            {name}
          </Hyperlink>
        ))}
      </nav>
      <p role="status">You are on the {deck} deck.</p>
      <div class="row">
        <Button disabled={!below} onClick={() => navigate(`?deck=${below}`)}>
          Go below
        </Button>
        <Button onClick={back}>Back</Button>
      </div>
    </>
  );
}
