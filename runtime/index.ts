/**
 * Sessile: Preact apps that live on the server and answer a click with an HTML diff.
 *
 *    browser            http/            session/             page/                        dom/
 *   ┌────────┐  POST  ┌──────────┐     ┌───────────┐       ┌──────────────────┐        ┌─────────────┐
 *   │ htmx + │ ─────▶ │ Exchange │ ──▶ │ Answerer  │ ────▶ │ inbox ─▶ turn ───┼──────▶ │ dispatch    │
 *   │ script │        │          │     │ cookie →  │       │  jobs, renders,  │        │   ▼ Preact  │
 *   │  (or   │        │          │     │ session → │       │  effects to rest │        │ server DOM  │
 *   │  none) │ ◀───── │          │ ◀── │ page,view │ ◀──── │ outbox ◀─ commit │ ◀───── │ record▸patch│
 *   └────────┘  HTML  └──────────┘     └───────────┘       └──────────────────┘        └─────────────┘
 *                ▲                                              │ entries nobody waits for
 *                └───────────────── push stream ◀───────────────┘
 */
export { type FastifyLike, forConnect, forFastify, forHono, type HonoLike, type Mountable } from "./adapters.ts";
export { type AppMeta, appOf, findAppFile } from "./app-file.ts";
export { type Config, checkConfig, defineConfig } from "./config.ts";
export { ERROR_CODES, type ErrorCode, SessileError } from "./core/errors.ts";
export { DEFAULT_LIMITS, type Limits } from "./core/limits.ts";
export type { Logger } from "./core/log.ts";
export { type BasicOptions, basic } from "./http/authorize/basic.ts";
export { type BearerOptions, bearer } from "./http/authorize/bearer.ts";
export { type DigestAccount, type DigestOptions, digest, digestHash } from "./http/authorize/digest.ts";
export type { Answer, AuthorizedRequest, Identity, Scheme, Verdict } from "./http/authorize/scheme.ts";
export type { Compressible, Exchange, Piece, Stream } from "./http/exchange.ts";
export type { Cipher } from "./http/seal.ts";
export type { Connection, ConnectionState } from "./http/service/connection.ts";
export type { ServiceProperties, ServiceSettings, ServiceState, TlsSetting } from "./http/service/declaration.ts";
export type { DomainSetting } from "./http/service/domain.ts";
export type { Looped, ServiceMethods, ServiceOptions } from "./http/service/methods.ts";
export type { Described } from "./http/service/property.ts";
export type { StaticFiles } from "./http/statics.ts";
export { createRuntime, type Runtime, type RuntimeOptions } from "./runtime.ts";
export { mount, type ServeOptions, type Service, serve } from "./serve.ts";
export { HttpService } from "./service.ts";
export type { AppDefinition, Apps } from "./session/app.ts";
export type { Authorize, Schemes } from "./session/guard.ts";
export type { CspAdditions } from "./session/headers.ts";
export type { KeyRequest, MapperOptions, PagePolicy, SessionPolicy } from "./session/mapper.ts";
