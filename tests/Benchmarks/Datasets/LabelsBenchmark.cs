using System.Diagnostics;
using System.Globalization;
using PhotoScore.Core.Datasets;
using PhotoScore.Core.Datasets.Assembling;
using PhotoScore.Core.Datasets.Filtering;
using PhotoScore.Core.Datasets.Labelling;
using PhotoScore.Core.Datasets.Labelling.Auditing;
using PhotoScore.Core.Datasets.Recipes;
using PhotoScore.Core.Imaging;
using PhotoScore.Testing;

namespace PhotoScore.Benchmarks.Datasets;

/// <summary><c>labels [COUNT]</c>: what labels and their warnings are on real metadata and photos, and how long a million rows take.</summary>
internal static class LabelsBenchmark
{
    private const string ManyViews = """[ { "kind": "metric", "metric": "views", "min": 100 } ]""";
    private const string FewFollowers = """[ { "kind": "madOutliers", "metric": "followers", "maxDeviations": 3 } ]""";

    public static Task RunAsync(string[] args)
    {
        Scored("flickr_dresden, favoritesPerView", ManyViews, "favoritesPerView", MetadataFile.Rows("flickr_dresden.csv").Select((row, i) =>
            Candidate(i, row["user_guid"], ("views", row["post_views_count"]), ("favorites", row["post_like_count"]))));
        Scored("flickr_photostats, favoritesPerView", ManyViews, "favoritesPerView", MetadataFile.Rows("flickr_photostats_latest.csv").Select((row, i) =>
            Candidate(i, null, ("views", row["views"]), ("favorites", row["favourites"]))));
        Scored("instagram_posts, likesPerFollower", FewFollowers, "likesPerFollower", MetadataFile.Rows("instagram_posts.csv").Select((row, i) =>
            Candidate(i, row["user_id"], ("likes", row["likes"]), ("followers", row["followers"]))));
        Scored("smp_train, popularity", "[]", "popularity", File.ReadLines(SharedData.Path("data", "metadata", "smp_train_label.txt")).Select((line, i) =>
            Candidate(i, null, ("popularity", line))));
        Folders("faces-smile");
        Folders("hotdog", "train");
        Folders("three-class-32px");
        Many(args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 1_000_000);
        return Task.CompletedTask;
    }

    private static void Scored(string title, string filters, string score, IEnumerable<Candidate> rows)
    {
        var recipe = RecipeReader.Read(
            $$"""{ "sources": [ { "kind": "urls", "blob": "a.csv" } ], "filters": {{filters}}, "labels": { "kind": "score", "score": "{{score}}" } }""").Recipe!;
        var candidates = CandidateFilters.Apply(recipe.Filters, [.. rows]).Kept;
        // Photos of which only the metadata are at hand: equal in everything else.
        Tell(title, recipe, [.. candidates.Select(candidate => (candidate, Facts(0, 640, 480, "jpeg")))]);
    }

    private static void Folders(params string[] folder)
    {
        var root = SharedData.Path(["data", .. folder]);
        (Candidate, PhotoFacts)[] photos = [.. Directory.EnumerateFiles(root, "*.*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(file =>
        {
            var bytes = File.ReadAllBytes(file);
            using var photo = ImageDecoder.Decode(bytes);
            return (Candidate(file, Path.GetFileName(Path.GetDirectoryName(file))), Facts(bytes.Length, photo.Width, photo.Height, bytes[0] == 0x89 ? "png" : "jpeg"));
        })];
        Tell(string.Join('/', folder), new Recipe { Sources = [new FolderSource { Name = "some" }], Labels = new FolderLabels() }, photos);
    }

    private static void Many(int count)
    {
        var random = new Random(1);
        (Candidate, PhotoFacts)[] photos = [.. Enumerable.Range(0, count).Select(i =>
        {
            var views = Math.Floor(Math.Exp(random.NextDouble() * 9)) + 100;
            var metrics = new Dictionary<string, double> { ["views"] = views, ["favorites"] = Math.Floor(views * 0.1 * Math.Pow(random.NextDouble(), 3)) };
            return (Candidate(i.ToString(CultureInfo.InvariantCulture), null) with { Author = $"a{random.Next(count / 20)}", Metrics = metrics },
                Facts(random.Next(20_000, 900_000), random.Next(240, 2_000), random.Next(240, 2_000), random.Next(9) == 0 ? "png" : "jpeg"));
        })];
        var recipe = RecipeReader.Read(
            """{ "sources": [ { "kind": "urls", "blob": "a.csv" } ], "labels": { "kind": "score", "score": "favoritesPerView", "cut": "quantiles:3", "dropMiddle": 0.1 } }""").Recipe!;
        Tell($"{count} made rows, terciles", recipe, photos);
    }

    private static void Tell(string title, Recipe recipe, (Candidate Candidate, PhotoFacts Facts)[] photos)
    {
        var before = GC.GetTotalAllocatedBytes(precise: true);
        var clock = Stopwatch.StartNew();
        var labelled = PhotoLabels.Decide(recipe.Labels, [.. photos.Select(photo => photo.Candidate)]);
        var labelling = clock.Elapsed;
        AssembledPhoto[] kept = [.. photos.Zip(labelled.Decisions).Where(pair => pair.Second.Label is not null).Select((pair, i) => new AssembledPhoto(
            pair.First.Candidate, pair.First.Facts, "some.tar", pair.Second.Score, pair.Second.Label!.Value, (Split)(i % 3), pair.First.Candidate.Key))];
        clock.Restart();
        var (findings, warnings) = LabelAudit.Of(recipe, kept, labelled);

        var sizes = labelled.Classes.Select((name, label) => $"{name} {findings.ClassCounts.Values.Sum(counts => counts[label])}");
        Console.WriteLine(FormattableString.Invariant(
            $"{title}: {photos.Length} photos; {string.Join(", ", sizes)}; labelled in {labelling.TotalSeconds:F2} s, audited in {clock.Elapsed.TotalSeconds:F2} s, {(GC.GetTotalAllocatedBytes(precise: true) - before) / 1e6:F0} MB allocated"));
        if (recipe.Labels is ScoreLabels)
        {
            Console.WriteLine(FormattableString.Invariant(
                $"  cuts {string.Join(", ", labelled.Thresholds.Select(t => t.ToString("0.####", CultureInfo.InvariantCulture)))}; tied at the cuts {findings.TiedAtCut}, sharing a score {findings.TiedScores:P1}; zero {findings.ZeroLikes:P1}, rank correlation with views {findings.ScoreViewsCorrelation:F2}, with likes {findings.ScoreLikesCorrelation:F2}"));
        }

        foreach (var shortcut in findings.Shortcuts)
            Console.WriteLine(FormattableString.Invariant($"  {shortcut.Feature}: {shortcut.BalancedAccuracy:P1} where guessing gives {shortcut.Chance:P1} ({shortcut.Example})"));
        foreach (var warning in warnings)
            Console.WriteLine($"  ! {warning.Code}: {warning.Message}");
    }

    private static Candidate Candidate(int row, string? author, params (string Name, string Value)[] metrics) =>
        Candidate(row.ToString(CultureInfo.InvariantCulture), null) with
        {
            Author = author,
            Metrics = metrics.ToDictionary(metric => metric.Name, metric => double.Parse(metric.Value, CultureInfo.InvariantCulture)),
        };

    private static Candidate Candidate(string id, string? label) =>
        new() { Key = CandidateKey.Of(0, id), Source = 0, Id = id, Url = $"https://photos.example/{id}", GivenLabel = label };

    private static PhotoFacts Facts(long bytes, int width, int height, string format) =>
        new() { Sha256 = "", Bytes = bytes, Format = format, DHash = 0, PHash = 0, Width = width, Height = height, Offset = 0, Length = 0, Moments = default };
}
