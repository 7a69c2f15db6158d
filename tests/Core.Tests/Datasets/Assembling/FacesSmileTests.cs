using System.Security.Cryptography;
using PhotoScore.Core.Datasets;
using PhotoScore.Core.Datasets.Assembling;
using PhotoScore.Core.Datasets.Recipes;
using PhotoScore.Core.Datasets.Tables;
using PhotoScore.Core.Deduplication;
using PhotoScore.Core.Imaging;
using PhotoScore.Testing;

namespace PhotoScore.Core.Tests.Datasets.Assembling;

/// <summary>4,000 real faces among which seven pairs are known to be one photo, three of them with opposite labels.</summary>
public sealed class FacesSmileTests
{
    private static readonly Lazy<LedgerEntry[]> Entries = new(ReadEntries);

    [Fact]
    public void Assemble_without_a_hash_finds_exactly_the_byte_identical_pairs()
    {
        var pairs = Pairs();

        var dataset = Assemble(new DuplicatesRecipe { Hash = PerceptualHash.None });

        var identical = pairs.Where(pair => pair.Kind == "byte-identical").ToList();
        var conflicts = identical.Where(pair => pair.Conflict).SelectMany(pair => (string[])[pair.A, pair.B]);
        Assert.Equal(conflicts.Order(StringComparer.Ordinal), Ids(dataset, Outcomes.LabelConflict));
        Assert.Equal(identical.Count(pair => !pair.Conflict), dataset.Outcomes[Outcomes.Duplicate]);
        Assert.Equal(4000 - 4 - 1, dataset.Photos.Count);
    }

    [Fact]
    public void Assemble_with_dhash_at_distance_4_finds_most_pairs_and_drops_those_in_conflict()
    {
        var pairs = Pairs();

        var dataset = Assemble(new DuplicatesRecipe { MaxDistance = 4 });

        var outcomes = dataset.Ledger.ToDictionary(entry => entry.Candidate.Id, entry => entry.Outcome);
        Assert.All(pairs.Where(pair => pair.Kind == "byte-identical"), pair => Assert.True(Separated(pair)));
        Assert.All(pairs.Where(pair => pair.Kind == "byte-identical" && pair.Conflict), pair =>
            Assert.Equal((Outcomes.LabelConflict, Outcomes.LabelConflict), (outcomes[pair.A], outcomes[pair.B])));
        Assert.InRange(pairs.Count(Separated), 5, 7);

        // Two photos of one pair are never both in the dataset.
        bool Separated((string A, string B, bool Conflict, string Kind) pair) => outcomes[pair.A] != Outcomes.Kept || outcomes[pair.B] != Outcomes.Kept;
    }

    [Fact]
    public void Assemble_careless_distance_chains_strangers_and_a_diameter_takes_them_apart()
    {
        var careless = Assemble(new DuplicatesRecipe { MaxDistance = 10 });
        var limited = Assemble(new DuplicatesRecipe { MaxDistance = 10, MaxDiameter = 10 });

        var chain = careless.Findings.Duplicates!.Largest[0];
        Assert.True(chain is { Photos: > 1000, Diameter: > 30 }, $"{chain}");
        Assert.Contains(careless.Findings.Warnings, warning => warning.Code == "chained-duplicates");
        Assert.All(limited.Findings.Duplicates!.Largest, cluster => Assert.InRange(cluster.Diameter, 0, 10));
        Assert.Equal(0, limited.Findings.Duplicates.ChainedClusters);
        Assert.True(limited.Photos.Count > careless.Photos.Count);
    }

    [Fact]
    public void Assemble_split_meets_the_shares_of_both_classes()
    {
        var dataset = Assemble(new DuplicatesRecipe());

        foreach (var label in (int[])[0, 1])
        {
            var photos = dataset.Photos.Where(photo => photo.Label == label).ToList();
            Assert.InRange(photos.Count(photo => photo.Split == Split.Train) / (double)photos.Count, 0.594, 0.596);
            Assert.InRange(photos.Count(photo => photo.Split == Split.Test) / (double)photos.Count, 0.299, 0.301);
        }
    }

    private static AssembledDataset Assemble(DuplicatesRecipe duplicates) => DatasetAssembler.Assemble(
        new Recipe { Sources = [new FolderSource { Name = "faces-smile" }], Labels = new FolderLabels(), Duplicates = duplicates },
        [new ChunkLedger("some.tar", Entries.Value)], []);

    private static string[] Ids(AssembledDataset dataset, string outcome) =>
        [.. dataset.Ledger.Where(entry => entry.Outcome == outcome).Select(entry => entry.Candidate.Id).Order(StringComparer.Ordinal)];

    private static LedgerEntry[] ReadEntries()
    {
        var root = SharedData.Path("data", "faces-smile");
        return [.. Directory.EnumerateFiles(root, "*.jpg", SearchOption.AllDirectories).AsParallel().Select(file =>
        {
            var bytes = File.ReadAllBytes(file);
            using var photo = ImageDecoder.Decode(bytes);
            var facts = Some.Facts(file) with
            {
                Sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes)),
                DHash = DHash.Of(photo.Pixels).Bits,
                PHash = PHash.Of(photo.Pixels).Bits,
            };
            return Some.Kept(Some.Candidate(Path.GetRelativePath(root, file).Replace('\\', '/'), Path.GetFileName(Path.GetDirectoryName(file))), facts);
        })];
    }

    private static List<(string A, string B, bool Conflict, string Kind)> Pairs() =>
        [.. File.ReadLines(SharedData.Path("data", "truth", "faces-smile_pairs.csv")).Skip(1)
            .Select(line => line.Split(',', 4))
            .Select(cells => (cells[0], cells[1], cells[2] == "1", cells[3].Trim('"')))];
}
