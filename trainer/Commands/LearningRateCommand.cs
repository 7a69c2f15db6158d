using System.CommandLine;
using System.Security.Cryptography;
using System.Text.Json;
using PhotoScore.Core.Datasets;
using PhotoScore.Core.Json;
using PhotoScore.Core.Naming;
using PhotoScore.Core.Training;
using PhotoScore.Trainer.Architectures;
using PhotoScore.Trainer.Data;
using PhotoScore.Trainer.Devices;
using PhotoScore.Trainer.Optimization;
using PhotoScore.Trainer.Shell;
using PhotoScore.Trainer.Weights;

namespace PhotoScore.Trainer.Commands;

/// <summary><c>lr-find</c>: which learning rate suits an architecture and photos.</summary>
internal static class LearningRateCommand
{
    private const int Rows = 20;

    public static Command Create()
    {
        var architecture = new Argument<string>("architecture") { Description = "What is to be trained; see the architectures command." };
        var data = new Option<string>("--data") { Description = "A folder with a sub-folder of photos for each class, or the address of a dataset version in storage.", Required = true };
        var weights = new Option<FileInfo>("--weights") { Description = "A file of pretrained weights to start from." };
        var optimizer = new Option<string>("--optimizer") { Description = $"One of {string.Join(", ", OptimizationWords.Optimizers)}; the architecture's own when left out." };
        var batchSize = new Option<int?>("--batch-size") { Description = "Photos a step; the architecture's own number when left out." };
        var lowest = new Option<double>("--lowest") { Description = "The rate of the first step.", DefaultValueFactory = _ => 1e-6 };
        var highest = new Option<double>("--highest") { Description = "The rate of the last step.", DefaultValueFactory = _ => 1 };
        var steps = new Option<int>("--steps") { Description = "Steps at most; it ends sooner when the loss diverges.", DefaultValueFactory = _ => 100 };
        var seed = new Option<int>("--seed") { Description = "Decides initial weights and the order of photos.", DefaultValueFactory = _ => 1 };
        var device = SharedOptions.Device("Left out, a GPU where there is one.");
        var json = new Option<bool>("--json") { Description = "Print a JSON object instead of a table." };
        var command = new Command(
            "lr-find", "Train a few steps at growing learning rates and say at which the loss falls fastest (Smith 2017). Exit code: 0 a rate was found, 1 nothing done, 2 the loss never fell.")
        {
            architecture, data, weights, optimizer, batchSize, lowest, highest, steps, seed, device, json,
        };
        command.Run(async (result, cancellation) =>
        {
            var (from, to) = (result.GetValue(lowest), result.GetValue(highest));
            if (!(from > 0 && to > from) || result.GetValue(steps) < 2)
                throw new ShellException("--lowest must be above 0, --highest above that, and --steps at least 2.");
            var chosen = ArchitectureCatalog.Find(result.GetRequiredValue(architecture));
            if (chosen.Method != TrainingMethod.Gradient)
                throw new ShellException($"{chosen.Name} has no learning rate: it fits a classifier to features.");
            var request = new TrainingRequest
            {
                Dataset = DatasetName.Parse("lr-find"),
                Architecture = chosen.Name.Value,
                Optimizer = result.GetValue(optimizer),
                BatchSize = result.GetValue(batchSize),
                Seed = result.GetValue(seed),
            };
            if (TrainingRequestFaults.Find(request).Select(fault => $"{fault.Path}: {fault.Fault}").ToList() is { Count: > 0 } faults)
                throw new ShellException(string.Join(Environment.NewLine, faults));

            var plan = TrainingPlan.For(request, chosen.Defaults);
            var (classes, photos) = await PhotosAsync(result.GetRequiredValue(data), cancellation);
            using var train = await LoadAsync(photos, chosen, cancellation);
            using var start = StartingPoint.Of(chosen, classes.Count, await WeightsAsync(result.GetValue(weights), cancellation), license: null);
            using var network = start.NewNetwork(plan.Seed, DeviceChoice.For(TrainingDevice.Auto, result.GetValue(device)));
            using var nothing = new PhotoSet(0, train.Width, train.Height);
            var sweep = LearningRateFinder.Run(
                network, plan, train, new ClassLesson(plan, train, nothing), from, to, result.GetValue(steps), cancellation);
            Write(result.InvocationConfiguration.Output, sweep, result.GetValue(json));
            return sweep.Suggestion is null ? ShellCommand.Partly : ShellCommand.Done;
        });
        return command;
    }

    private static async Task<(IReadOnlyList<string> Classes, Photos Photos)> PhotosAsync(string place, CancellationToken cancellation)
    {
        if (StorageAddress.TryParse(place, out _))
        {
            var (dataset, photos) = await Photos.OfDatasetAsync(place, Split.Train, cancellation);
            return (dataset.Classes, photos);
        }
        if (!Directory.Exists(place))
            throw new ShellException($"There is no folder {place}.");
        string[] classes = [.. Directory.GetDirectories(place).Select(Path.GetFileName).OfType<string>().Order(StringComparer.Ordinal)];
        return classes.Length > 1
            ? (classes, Photos.OfClasses(place, classes))
            : throw new ShellException($"{place} needs a sub-folder of photos for each of two classes or more.");
    }

    private static Task<PhotoSet> LoadAsync(Photos photos, Architecture architecture, CancellationToken cancellation) =>
        ShellProgress.RunAsync("Load", async progress =>
        {
            var (width, height) = architecture.Geometry.FixedSize!.Value;
            var set = new PhotoSet(photos.Count, width, height);
            try
            {
                var next = 0;
                await foreach (var photo in photos.Files.WithCancellation(cancellation))
                {
                    set.Store(next++, photo.Name, photo.Label, photo.Bytes, architecture.Geometry);
                    progress.Show(next, photos.Count);
                }
                return set;
            }
            catch
            {
                set.Dispose();
                throw;
            }
        });

    private static async Task<FetchedWeights?> WeightsAsync(FileInfo? file, CancellationToken cancellation)
    {
        if (file is null)
            return null;
        var content = file.OpenRead();
        var sha256 = Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancellation));
        content.Position = 0;
        return new FetchedWeights(file.FullName, sha256, content);
    }

    private static void Write(TextWriter output, LearningRateSweep sweep, bool json)
    {
        if (json)
        {
            // A loss that is no number has no JSON.
            var points = sweep.Points.Zip(sweep.Smoothed).Where(point => double.IsFinite(point.First.Loss))
                .Select(point => new { point.First.LearningRate, point.First.Loss, Smoothed = point.Second });
            output.WriteLine(JsonSerializer.Serialize(new { sweep.Suggestion, sweep.Diverged, Points = points }, StoredJson.Compact));
            return;
        }

        output.WriteLine("learning rate   smoothed loss");
        var every = Math.Max(1, sweep.Points.Count / Rows);
        for (var i = 0; i < sweep.Points.Count; i += every)
            output.WriteLine($"{sweep.Points[i].LearningRate,13:0.0e-0}   {sweep.Smoothed[i],13:F4}");
        output.WriteLine(sweep.Suggestion is { } rate
            ? $"The loss falls fastest at {rate:0.0e-0}{(sweep.Diverged ? $" and diverges near {sweep.Points[^1].LearningRate:0.0e-0}" : "")}."
            : "The loss never fell: try other rates, or look at the labels.");
    }
}
