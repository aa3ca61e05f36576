import type { Clock, TimerHandle } from './clock.js';
import { type FlowEffect, type FlowEvent, type FlowScript, type FlowState, advanceFlow } from './flow.js';

/** Through which a flow acts. */
export interface FlowRunOptions {
  readonly clock: Clock;
  readonly script: FlowScript;
  readonly say: (text: string) => void;
  readonly enterBlock: () => void;
}

/** The flow of one contact: holds the machine's state and runs its effects. */
export class FlowRun {
  readonly #options: FlowRunOptions;
  #state: FlowState = { name: 'notStarted' };
  #pause: TimerHandle | undefined;

  constructor(options: FlowRunOptions) {
    this.#options = options;
  }

  get state(): FlowState {
    return this.#state;
  }

  /** Takes an event; returns where the flow stands after it. */
  advance(event: FlowEvent): FlowState {
    const [state, effects] = advanceFlow(this.#state, event, this.#options.script);
    this.#state = state;
    effects.forEach((effect) => this.#run(effect));
    return this.#state;
  }

  #run(effect: FlowEffect): void {
    const { clock, say, enterBlock } = this.#options;
    switch (effect.type) {
      case 'say':
        say(effect.text);
        break;
      case 'enterBlock':
        enterBlock();
        break;
      case 'startPause':
        this.#pause = clock.setTimeout(() => this.advance({ type: 'pauseOver' }), effect.delayMs);
        break;
      case 'stopPause':
        if (this.#pause) clock.clearTimeout(this.#pause);
        break;
      default:
        effect satisfies never;
    }
  }
}
