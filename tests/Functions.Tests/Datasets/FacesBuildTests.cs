using PhotoScore.Core.Datasets;
using PhotoScore.Testing;

namespace PhotoScore.Functions.Tests.Datasets;

/// <summary>Real faces, whose publisher filed some photos twice, some of them under opposite labels.</summary>
public sealed class FacesBuildTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task Build_byte_identical_faces_with_opposite_labels_are_dropped_and_others_kept_once()
    {
        var faces = SharedData.Path("data", "faces-smile");
        var pairs = (await File.ReadAllLinesAsync(SharedData.Path("data", "truth", "faces-smile_pairs.csv"), TestContext.Current.CancellationToken))
            .Skip(1).Select(line => line.Split(',')).Where(pair => pair[3] == "byte-identical").ToList();
        var files = Directory.GetFiles(faces, "*.jpg", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(faces, file)).Order(StringComparer.Ordinal)
            .Where((_, i) => i % 20 == 0).Concat(pairs.SelectMany(pair => pair[..2])).Distinct().ToList();
        await using var bench = await BuildBench.CreateAsync(azurite);
        foreach (var file in files)
            await bench.UploadAsync($"faces/{file}", await File.ReadAllBytesAsync(Path.Combine(faces, file), TestContext.Current.CancellationToken));

        var build = await bench.BuildAsync("faces", """
            { "sources": [ { "kind": "folder", "name": "faces" } ], "labels": { "kind": "folder" },
              "image": { "minWidth": 1, "minHeight": 1 }, "duplicates": { "hash": "none" } }
            """);

        var outcomes = (await bench.LedgerAsync(build)).ToDictionary(entry => entry.Candidate.Id, entry => entry.Outcome);
        Assert.Equal(files.Count, outcomes.Count);
        Assert.Equal(3, pairs.Count);
        foreach (var pair in pairs)
        {
            var both = pair[..2].Select(file => outcomes[file]).Order(StringComparer.Ordinal);
            Assert.Equal(pair[2] == "1" ? [Outcomes.LabelConflict, Outcomes.LabelConflict] : [Outcomes.Duplicate, Outcomes.Kept], both);
        }
        Assert.Equal(files.Count - 5, outcomes.Values.Count(outcome => outcome == Outcomes.Kept));
    }
}
