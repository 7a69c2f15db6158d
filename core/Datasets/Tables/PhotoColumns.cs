using PhotoScore.Core.Datasets.Assembling;

namespace PhotoScore.Core.Datasets.Tables;

/// <summary>The columns of a labelled photo, wherever its bytes lie.</summary>
internal static class PhotoColumns
{
    public static IEnumerable<Column<TRow>> Of<TRow>(Func<TRow, AssembledPhoto> photo) =>
    [
        .. CandidateColumns.Of<TRow>(row => photo(row).Candidate),
        new TextColumn<TRow>("sha256", row => photo(row).Facts.Sha256),
        new NumberColumn<TRow, long>("bytes", row => photo(row).Facts.Bytes),
        new TextColumn<TRow>("format", row => photo(row).Facts.Format),
        .. HashColumns.Of<TRow>(row => photo(row).Facts, nullable: false),
        new NumberColumn<TRow, int>("width", row => photo(row).Facts.Width),
        new NumberColumn<TRow, int>("height", row => photo(row).Facts.Height),
        new NullableNumberColumn<TRow, double>("score", row => photo(row).Score),
        new NumberColumn<TRow, int>("label", row => photo(row).Label),
        new TextColumn<TRow>("split", row => photo(row).Split.Name()),
        new TextColumn<TRow>("cluster", row => photo(row).Cluster),
    ];

    /// <summary>Reads them; where the bytes lie (<see cref="AssembledPhoto.Tar"/>, and the facts' moments, offset and length) is left empty.</summary>
    public static async Task<AssembledPhoto[]> ReadAsync(RowGroup group)
    {
        var candidates = await CandidateColumns.ReadAsync(group);
        var hashes = await group.TextAsync("sha256");
        var bytes = await group.NumbersAsync<long>("bytes");
        var formats = await group.TextAsync("format");
        var withHashes = await HashColumns.ReadAsync(group);
        var widths = await group.NumbersAsync<int>("width");
        var heights = await group.NumbersAsync<int>("height");
        var scores = await group.OptionalNumbersAsync<double>("score");
        var labels = await group.NumbersAsync<int>("label");
        var splits = await group.TextAsync("split");
        var clusters = await group.TextAsync("cluster");

        var photos = new AssembledPhoto[group.Rows];
        for (var i = 0; i < photos.Length; i++)
        {
            var facts = withHashes(i, new PhotoFacts
            {
                Sha256 = hashes[i],
                Bytes = bytes[i],
                Format = formats[i],
                DHash = 0,
                PHash = 0,
                Width = widths[i],
                Height = heights[i],
                Moments = default,
                Offset = 0,
                Length = 0,
            });
            photos[i] = new AssembledPhoto(candidates[i], facts, "", scores[i], labels[i], SplitNames.Parse(splits[i]), clusters[i]);
        }

        return photos;
    }
}
