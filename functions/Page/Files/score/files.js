/** The files that were dropped, those within folders too; in the order of their names within a folder. */
export async function filesOf(transfer) {
  // Entries must be asked for at once: after the first wait the transfer is empty.
  const entries = [...transfer.items].filter(item => item.kind === 'file').map(item => item.webkitGetAsEntry?.() ?? item.getAsFile());
  return (await Promise.all(entries.map(within))).flat();
}

async function within(entry) {
  if (entry === null)
    return [];
  if (entry instanceof File)
    return [entry];
  if (entry.isFile)
    return [await new Promise((resolve, reject) => entry.file(resolve, reject))];
  const inside = (await children(entry)).sort((a, b) => a.name.localeCompare(b.name));
  return (await Promise.all(inside.map(within))).flat().filter(file => file.type.startsWith('image/'));
}

// A folder gives its content in parts of a hundred.
async function children(folder) {
  const reader = folder.createReader();
  const all = [];
  while (true) {
    const part = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
    if (part.length === 0)
      return all;
    all.push(...part);
  }
}
