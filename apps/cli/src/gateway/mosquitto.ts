import { UserError, type Database } from '@stadtlage/database';
import { hashSecret, mosquittoFiles, RegisteredGateways, SERVICE_USER, verifySecret } from '@stadtlage/sensors';
import type { Settings } from '@stadtlage/server';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

export interface MosquittoOptions {
  passwords: string;
  acl: string;
  /** A shell command. */
  reload?: string;
  watch?: boolean;
}

const REPEAT_MS = 60_000;

/**
 * Writes Mosquitto's files from the registry, and with `watch` again after each change until `ended` resolves. The user by
 * which Stadtlage connects is the one in MQTT_URL, so that nobody has to say its password twice.
 */
export async function tellMosquitto(
  database: Database,
  settings: Pick<Settings, 'mqttUrl' | 'mqttClientId'>,
  { passwords, acl, reload, watch }: MosquittoOptions,
  ended: () => Promise<unknown>,
): Promise<void> {
  const service = await serviceAccount(settings, passwords);
  const gateways = await RegisteredGateways.open(database, console);
  let untold = false;
  const update = async () => {
    const active = gateways.active();
    const files = mosquittoFiles(active, service);
    const changed = [await write(passwords, files.passwords), await write(acl, files.acl)];
    if (changed.includes(true)) console.log(`Written: ${passwords}, ${acl} (gateways: ${active.length})`);
    untold ||= changed.includes(true);
    if (untold && reload) await run(reload);
    untold = false;
  };
  if (!watch) return update();

  let running = Promise.resolve();
  const updateNext = () => (running = running.then(update).catch((error: Error) => console.error(error.message)));
  gateways.onChange(updateNext);
  // What failed is tried again, also where nothing changes: Mosquitto may start later than we do.
  const timer = setInterval(updateNext, REPEAT_MS);
  void updateNext();
  await ended();
  clearInterval(timer);
  gateways.close();
  await running;
}

async function serviceAccount(
  { mqttUrl, mqttClientId }: Pick<Settings, 'mqttUrl' | 'mqttClientId'>,
  passwords: string,
) {
  const { username, password } = mqttUrl ? new URL(mqttUrl) : {};
  if (!username || !password) {
    throw new UserError(
      `MQTT_URL: set it as for Stadtlage itself, with user and password: mqtt://${SERVICE_USER}:PASSWORD@localhost. That user is written into the files, too.`,
    );
  }
  const [user, secret] = [username, password].map(decodeURIComponent) as [string, string];
  // The hash that is there is kept, so that a file changes only when somebody's access does.
  const known = (await readFile(passwords, 'utf8').catch(() => ''))
    .split('\n')
    .find((line) => line.startsWith(`${user}:`));
  const hash = known?.slice(user.length + 1);
  const passwordHash = hash && (await verifySecret(secret, hash)) ? hash : await hashSecret(secret);
  return { user, passwordHash, clientId: mqttClientId };
}

/** Nobody ever reads half a file. @returns whether it was written */
async function write(path: string, content: string): Promise<boolean> {
  try {
    if ((await readFile(path, 'utf8').catch(() => undefined)) === content) return false;
    await writeFile(`${path}.new`, content);
    // For the group of the folder, which is Mosquitto's.
    await chmod(`${path}.new`, 0o640);
    await rename(`${path}.new`, path);
    return true;
  } catch (error) {
    throw new UserError(
      `${path} cannot be written (${(error as NodeJS.ErrnoException).code}). Make the folder ${dirname(path)} and let this user write into it: docs/access.md`,
    );
  }
}

async function run(command: string): Promise<void> {
  const child = spawn(command, { shell: true, stdio: ['ignore', 'inherit', 'inherit'] });
  const [status] = (await once(child, 'exit')) as [number | null];
  if (status === 0) return;
  throw new UserError(
    `The files are written, but Mosquitto does not know it: "${command}" ended with status ${status}.`,
  );
}
