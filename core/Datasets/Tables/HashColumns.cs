using PhotoScore.Core.Deduplication;

namespace PhotoScore.Core.Datasets.Tables;

/// <summary>
/// The columns of a photo's hashes: sha256, dhash and phash, and (null unless the recipe asked for them) dhashMirror, phashMirror, pdq, pdqMirror and
/// pdqQuality.
/// </summary>
internal static class HashColumns
{
    /// <param name="photo">Null for a row that has no photo.</param>
    /// <param name="nullable">Whether there are such rows.</param>
    public static IEnumerable<Column<TRow>> Of<TRow>(Func<TRow, PhotoFacts?> photo, bool nullable) =>
    [
        new TextColumn<TRow>("dhash", row => photo(row) is { } facts ? HashText.Of(facts.DHash) : null, nullable),
        new TextColumn<TRow>("phash", row => photo(row) is { } facts ? HashText.Of(facts.PHash) : null, nullable),
        new TextColumn<TRow>("dhashMirror", row => photo(row)?.Mirror is { } mirror ? HashText.Of(mirror.DHash) : null, nullable: true),
        new TextColumn<TRow>("phashMirror", row => photo(row)?.Mirror is { } mirror ? HashText.Of(mirror.PHash) : null, nullable: true),
        new TextColumn<TRow>("pdq", row => photo(row)?.Pdq?.Hash.ToString(), nullable: true),
        new TextColumn<TRow>("pdqMirror", row => photo(row)?.Pdq?.Mirror.ToString(), nullable: true),
        new NullableNumberColumn<TRow, int>("pdqQuality", row => photo(row)?.Pdq?.Quality),
    ];

    /// <summary>Reads the columns, and gives what puts a row's hashes into its facts.</summary>
    public static async Task<Func<int, PhotoFacts, PhotoFacts>> ReadAsync(RowGroup group)
    {
        var dhashes = await group.OptionalTextAsync("dhash");
        var phashes = await group.OptionalTextAsync("phash");
        // Tables that were written before there were these columns lack them.
        var wide = group.Names.Contains("pdq");
        var dhashMirrors = wide ? await group.OptionalTextAsync("dhashMirror") : null;
        var phashMirrors = wide ? await group.OptionalTextAsync("phashMirror") : null;
        var pdqs = wide ? await group.OptionalTextAsync("pdq") : null;
        var pdqMirrors = wide ? await group.OptionalTextAsync("pdqMirror") : null;
        var qualities = wide ? await group.OptionalNumbersAsync<int>("pdqQuality") : null;

        return (row, facts) => facts with
        {
            DHash = HashText.Parse(dhashes[row]!),
            PHash = HashText.Parse(phashes[row]!),
            Mirror = dhashMirrors?[row] is { } dhash ? new MirrorHashes(HashText.Parse(dhash), HashText.Parse(phashMirrors![row]!)) : null,
            Pdq = pdqs?[row] is { } pdq ? new PdqHashes(Hash256.Parse(pdq), Hash256.Parse(pdqMirrors![row]!), qualities![row]!.Value) : null,
        };
    }
}
