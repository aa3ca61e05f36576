/** The instance, flow and user pool that the scenarios run against. */
export interface Target {
  readonly region: string;
  readonly instanceId: string;
  readonly contactFlowId: string;
  /** Registered at the app client; nothing is ever sent there. */
  readonly redirectUri: string;
  /** A user of the pool who may sign in any number of times. */
  readonly customer: { readonly username: string; readonly password: string };
  /** The chat message that makes the flow reach its Authenticate Customer block. */
  readonly say: string;
  /** Time limit of the block, in minutes. */
  readonly timeLimitMinutes: number;
  /** For clients of a stand-in; absent: AWS, or the endpoint variables that the SDK reads. */
  readonly endpoint?: string;
  /** For clients of a stand-in; absent: the SDK's own chain. */
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
}
