using PhotoScore.Core.Datasets;
using PhotoScore.Core.Datasets.Recipes;
using PhotoScore.Core.Imaging;

namespace PhotoScore.Benchmarks.Imaging;

/// <summary>
/// <c>near-dup-truth DATA</c>: how many pairs of the same photo each hash finds at each distance, and how many of the found pairs are the same photo.
/// DATA holds <c>near-dup/</c>, <c>truth/near-dup_groups.csv</c> (columns file and group) and, for the table of clusters that chain, <c>faces-smile/</c>.
/// </summary>
internal static class NearDupTruth
{
    private static readonly DuplicatesRecipe Everything = new() { Hash = PerceptualHash.Pdq, Mirror = true };

    public static Task RunAsync(string[] args)
    {
        if (args is not [var data])
        {
            Console.Error.WriteLine("Name the folder with the photos and their truth: near-dup-truth DATA.");
            return Task.CompletedTask;
        }

        var rows = File.ReadLines(Path.Combine(data, "truth", "near-dup_groups.csv")).Skip(1).Select(line => line.Split(',')).ToList();
        var photos = Describe([.. rows.Select(row => Path.Combine(data, "near-dup", row[0]))]);
        Pairs(photos, [.. rows.Select(row => row[1])]);
        var faces = Path.Combine(data, "faces-smile");
        if (Directory.Exists(faces))
            Chains(Describe([.. Directory.EnumerateFiles(faces, "*.jpg", SearchOption.AllDirectories).Order(StringComparer.Ordinal)]));
        return Task.CompletedTask;
    }

    private static void Pairs(PhotoFacts[] photos, string[] groups)
    {
        var all = Enumerable.Range(0, photos.Length).SelectMany(a => Enumerable.Range(a + 1, photos.Length - a - 1).Select(b => (A: a, B: b))).ToList();
        var same = all.Count(pair => groups[pair.A] == groups[pair.B]);
        Console.WriteLine($"{photos.Length} photos, {same} pairs of the same photo among {all.Count}");
        Console.WriteLine("| hash | distance | precision | recall | with mirror: precision | recall |");
        Console.WriteLine("| --- | --- | --- | --- | --- | --- |");
        foreach (var (name, recipe) in Recipes())
            Console.WriteLine($"| {name} | {recipe.MaxDistance}{(recipe.Confirm is { } confirm ? $", {confirm.MaxDistance}" : "")} | {Score(recipe)} | {Score(recipe with { Mirror = true })} |");

        string Score(DuplicatesRecipe recipe)
        {
            var near = new NearPhotos(recipe, photos);
            var found = all.Where(pair => near.AreNear(pair.A, pair.B)).ToList();
            var right = found.Count(pair => groups[pair.A] == groups[pair.B]);
            return FormattableString.Invariant($"{(found.Count == 0 ? 1 : right / (double)found.Count):F3} | {right / (double)same:F3}");
        }
    }

    private static IEnumerable<(string Name, DuplicatesRecipe Recipe)> Recipes()
    {
        int[] narrow = [0, 2, 4, 6, 8, 10, 12, 16];
        int[] wide = [0, 8, 16, 31, 40, 50, 60, 64];
        foreach (var hash in (PerceptualHash[])[PerceptualHash.DHash, PerceptualHash.PHash, PerceptualHash.Pdq])
        {
            foreach (var distance in hash == PerceptualHash.Pdq ? wide : narrow)
                yield return ($"{hash}".ToLowerInvariant(), new DuplicatesRecipe { Hash = hash, MaxDistance = distance });
        }

        foreach (var (find, confirm) in ((int, int)[])[(10, 31), (10, 60), (16, 60), (16, 64)])
        {
            yield return ("dhash, confirmed by pdq", new DuplicatesRecipe
            {
                MaxDistance = find,
                Confirm = new ConfirmRecipe { Hash = PerceptualHash.Pdq, MaxDistance = confirm },
            });
        }
    }

    private static void Chains(PhotoFacts[] faces)
    {
        Console.WriteLine($"{Environment.NewLine}{faces.Length} faces");
        Console.WriteLine("| recipe | clusters of several | photos in them | largest | its diameter |");
        Console.WriteLine("| --- | --- | --- | --- | --- |");
        foreach (var distance in (int[])[0, 2, 4, 6, 8, 10])
        {
            Row($"dhash {distance}", new DuplicatesRecipe { MaxDistance = distance });
            Row($"dhash {distance}, maxDiameter {distance}", new DuplicatesRecipe { MaxDistance = distance, MaxDiameter = distance });
        }
        Row("dhash 10, confirmed by pdq 31", new DuplicatesRecipe { MaxDistance = 10, Confirm = new ConfirmRecipe { Hash = PerceptualHash.Pdq, MaxDistance = 31 } });
        Row("pdq 31", new DuplicatesRecipe { Hash = PerceptualHash.Pdq, MaxDistance = 31 });

        void Row(string name, DuplicatesRecipe recipe)
        {
            var near = new NearPhotos(recipe, faces);
            var clusters = near.Clusters().Where(cluster => cluster.Length > 1).OrderByDescending(cluster => cluster.Length).ToList();
            Console.WriteLine($"| {name} | {clusters.Count} | {clusters.Sum(cluster => cluster.Length)} | {clusters.Select(cluster => cluster.Length).FirstOrDefault()} | {(clusters.Count > 0 ? near.Diameter(clusters[0]) : 0)} |");
        }
    }

    private static PhotoFacts[] Describe(string[] files) =>
        [.. files.AsParallel().AsOrdered().Select(file =>
        {
            var bytes = File.ReadAllBytes(file);
            using var photo = ImageDecoder.Decode(bytes);
            return PhotoDescription.Of(bytes, photo, photo.Pixels, Everything);
        })];
}
