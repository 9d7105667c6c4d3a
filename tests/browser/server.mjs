// A server of our own, in a fresh folder, and what it says.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const nap = (ms) => new Promise((done) => setTimeout(done, ms));

/** A fresh folder, gone when this program ends. */
export function fresh() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'folkmoot-tour-'));
  process.on('exit', () => fs.rmSync(folder, { recursive: true, force: true }));
  return folder;
}

function started(binary, words, cwd) {
  const child = spawn(path.resolve(binary), words, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  const said = { out: '', err: '', code: undefined };
  child.stdout.on('data', (piece) => (said.out += piece));
  child.stderr.on('data', (piece) => (said.err += piece));
  child.on('error', (error) => (said.err += error.message));
  const ended = new Promise((done) => child.on('close', (code) => done((said.code = code ?? -1))));
  process.on('exit', () => child.kill('SIGKILL'));
  return { child, said, ended };
}

/** Runs a command to its end and returns what it said; one that takes too long is stopped. */
export async function told(binary, words, cwd, seconds = 60) {
  const { child, said, ended } = started(binary, words, cwd);
  const timer = setTimeout(() => child.kill('SIGKILL'), seconds * 1000);
  await ended;
  clearTimeout(timer);
  return said;
}

/** Starts a server and waits until it is ready: its address, what it printed, and how many milliseconds that took. */
export async function serve(binary, words, cwd, seconds = 60) {
  const began = Date.now();
  const { child, said, ended } = started(binary, words, cwd);
  const stop = async () => {
    child.kill('SIGTERM');
    const late = setTimeout(() => child.kill('SIGKILL'), 5000);
    await ended;
    clearTimeout(late);
  };
  while (Date.now() - began < seconds * 1000 && said.code === undefined) {
    const base = said.out.match(/http:\/\/[\w.:[\]]*:\d+/)?.[0];
    const ready = base && (await fetch(`${base}/health/ready`).then((answer) => answer.ok, () => false));
    if (ready) return { base, took: Date.now() - began, said, stop };
    await nap(50);
  }
  await stop();
  throw new Error(`${words[0]} was not ready in ${seconds} s: ${(said.err || said.out).trim().slice(0, 300)}`);
}
