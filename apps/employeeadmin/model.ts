// The model: who is employed, and as what. A list never changes, each act makes the next one; nothing here knows of pages.

export interface Employee {
  /** Unique, and never another one. */
  readonly login: string;
  readonly first: string;
  readonly last: string;
  readonly email: string;
  readonly department: string;
  readonly roles: readonly string[];
  /** What is left of the password, or null: one without cannot log in. */
  readonly secret: string | null;
}

export const DEPARTMENTS = ["Accounting", "Harbour", "Repairs", "Sales", "Ships"] as const;

export const ROLES = ["Administrator", "Approver", "Buyer", "Clerk", "Crew", "Foreman", "Trainer"] as const;

export const PAGE_SIZE = 10;

export function nameOf({ first, last }: Employee): string {
  return `${last}, ${first}`;
}

export function find(all: readonly Employee[], login: string): Employee | undefined {
  return all.find((each) => each.login === login);
}

/** By their names; the one of the same login is replaced. */
export function save(all: readonly Employee[], employee: Employee): readonly Employee[] {
  return [...remove(all, employee.login), employee].sort((a, b) => nameOf(a).localeCompare(nameOf(b), "en"));
}

export function remove(all: readonly Employee[], login: string): readonly Employee[] {
  return all.filter((each) => each.login !== login);
}

export interface Part {
  readonly rows: readonly Employee[];
  /** From 1. */
  readonly page: number;
  readonly pages: number;
}

/** A page of the list; the nearest one there is. */
export function pageOf(all: readonly Employee[], wanted: number): Part {
  const pages = Math.max(Math.ceil(all.length / PAGE_SIZE), 1);
  const page = Math.min(Math.max(Math.trunc(wanted) || 1, 1), pages);
  return { rows: all.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE), page, pages };
}

/** The page an employee is on. */
export function pageWith(all: readonly Employee[], login: string): number {
  return (
    Math.floor(
      Math.max(
        all.findIndex((each) => each.login === login),
        0,
      ) / PAGE_SIZE,
    ) + 1
  );
}
