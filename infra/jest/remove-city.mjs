export default async function remove() {
  await globalThis.removeTestCity?.();
}
