// The programs of the system that tests drive: found, or installed where that is allowed.
import { spawnSync } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

/** By Debian's package name: the variable that carries the path to the tests, and the names it goes by elsewhere. */
const programs = {
  chromium: { variable: "CHROMIUM", names: ["chromium", "chromium-browser", "google-chrome"] },
  w3m: { variable: "W3M", names: ["w3m"] },
  lynx: { variable: "LYNX", names: ["lynx"] },
  slowhttptest: { variable: "SLOWHTTPTEST", names: ["slowhttptest"] },
  wrk: { variable: "WRK", names: ["wrk"] },
};

/**
 * Sets CHROMIUM, W3M and so on to the programs' paths (empty: there is none), installing them through apt-get if need be.
 * @returns {string[]} the packages that are still missing
 */
export function programsForTests() {
  if (search().length > 0 && process.getuid?.() === 0 && find("apt-get")) install(search());
  return search();
}

function search() {
  return Object.keys(programs).filter((name) => {
    const { variable, names } = programs[name];
    process.env[variable] = [process.env[variable], ...names].map(find).find(Boolean) ?? "";
    return process.env[variable] === "";
  });
}

/** @param {string | undefined} name a path, or a name to look up in PATH */
function find(name) {
  if (!name) return;
  const places = name.includes("/") ? [name] : process.env.PATH.split(delimiter).map((folder) => join(folder, name));
  return places.find((place) => {
    try {
      accessSync(place, constants.X_OK);
      return true;
    } catch {
      return false; // the usual way to ask: access() answers by throwing
    }
  });
}

function install(packages) {
  console.error(`Installing ${packages.join(" and ")} …`);
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  for (const args of [["update"], ["install", "-y", "--no-install-recommends", ...packages]]) {
    const { status, stdout, stderr } = spawnSync("apt-get", ["-q", ...args], { env, encoding: "utf8" });
    if (status !== 0) console.error(`apt-get ${args[0]} failed:\n${stdout}${stderr}`);
  }
}
