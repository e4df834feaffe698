// Who is employed at first. All of them are invented.
import { DEPARTMENTS, type Employee, ROLES, save } from "./model.ts";

const NAMES = `Ana Baltic, Bo Current, Cyd Drift, Dee Ebb, Eli Fathom, Fay Gale, Gus Harbour, Hal Islet, Ida Jetty, Jon Keel, Kim Lagoon,
Lea Mooring, Max Narrows, Noa Oar, Ole Pier, Pia Quay, Quin Reef, Rosa Sail, Sam Tide, Tea Undertow, Udo Voyage, Val Wharf, Wim Yawl`;

export const SAMPLE: readonly Employee[] = NAMES.split(/,\s/).reduce<readonly Employee[]>((all, name, at) => {
  const [first = "", last = ""] = name.split(" ");
  const login = first.toLowerCase();
  return save(all, {
    login,
    first,
    last,
    email: `${login}@example.com`,
    department: DEPARTMENTS[at % DEPARTMENTS.length] as string,
    roles: ROLES.filter((_, role) => (at + role) % 4 === 0),
    secret: null,
  });
}, []);
