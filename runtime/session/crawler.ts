/**
 * What reads pages and never answers: search engines, link previews, health checks, command-line fetchers.
 * A list of our own: those of the libraries take ELinks and Dillo for robots, and people use them; Cubot makes phones.
 */
const CRAWLER =
  /(?<!cu)bot\b|bots\b|crawl|spider|slurp|mediapartners|facebookexternalhit|embedly|preview|lighthouse|^curl\/|^wget\/|probe\/|health-?check|googlehc|pingdom|uptime|monitor/i;

/** @param userAgent the request's `User-Agent` */
export function isCrawler(userAgent: string): boolean {
  return CRAWLER.test(userAgent);
}
