import { ChatCustomer } from './chat-customer.js';
import type { Played } from './fidelity-report.js';
import type { Scenario, Scene } from './scenario.js';
import type { Target } from './target.js';

/** How time passes for scenarios. */
export interface SceneTime {
  now(): number;
  /** Lets a duration such as `62s` pass. */
  pass(duration: string): Promise<void>;
  /** Lets what is under way arrive. */
  settle(): Promise<void>;
}

/** A scene, and the end of every chat that was begun in it. */
export interface OpenScene extends Scene {
  leave(): Promise<void>;
}

/** Sets a scene for one scenario. */
export function openScene(target: Target, time: SceneTime): OpenScene {
  const customers: ChatCustomer[] = [];
  const start = () => {
    const customer = new ChatCustomer(target);
    customers.push(customer);
    return customer.start();
  };
  const join = async () => (await start()).join();
  return {
    target,
    start,
    join,
    inBlock: async () => (await join()).askToSignIn(),
    pass: (duration) => time.pass(duration),
    async settle(customer) {
      await time.settle();
      await customer.chat.caughtUp();
    },
    now: () => time.now(),
    async leave() {
      await Promise.all(customers.map((customer) => customer.leave()));
    },
  };
}

/** Plays one scenario; never rejects. */
export async function play(scenario: Scenario, target: Target, time: SceneTime): Promise<Played> {
  const { name, tells = [] } = scenario;
  const scene = openScene(target, time);
  try {
    return { name, tells, outcome: 'held', observations: await scenario.run(scene) };
  } catch (error) {
    const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    return { name, tells, outcome: 'broke', reason, observations: {} };
  } finally {
    await scene.leave();
  }
}

/** Plays scenarios, at most so many at once; the results are in the order of the list. */
export async function playAll(
  scenarios: readonly Scenario[],
  atOnce: number,
  run: (scenario: Scenario) => Promise<Played>,
): Promise<readonly Played[]> {
  const results: Played[] = [];
  let next = 0;
  const worker = async () => {
    for (let index = next++; index < scenarios.length; index = next++) {
      const scenario = scenarios[index];
      if (scenario !== undefined) results[index] = await run(scenario);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return results;
}
