using System.CommandLine;
using System.Text.Json;
using PhotoScore.Core.Datasets;
using PhotoScore.Core.Json;
using PhotoScore.Core.Models;
using PhotoScore.Trainer.Evaluation;
using PhotoScore.Trainer.Shell;

namespace PhotoScore.Trainer.Commands;

/// <summary><c>evaluate</c>: how good a published version is on photos whose classes are known.</summary>
internal static class EvaluateCommand
{
    private const int Seed = 1;

    public static Command Create()
    {
        var model = new Argument<string>("model") { Description = "A folder with model.onnx and model.json, or the address of a version in storage." };
        var data = new Option<string>("--data") { Description = "A folder with a sub-folder of photos for each class, or the address of a dataset version in storage.", Required = true };
        var split = new Option<Split>("--split") { Description = "Which photos of a dataset version: train, validation or test.", DefaultValueFactory = _ => Split.Test };
        var json = new Option<bool>("--json") { Description = "Print a JSON object instead of a table." };
        var command = new Command(
            "evaluate", "Measure a published model at its own threshold. Exit code: 0 measured, 1 nothing done, 2 some photos could not be read and are left out.")
        {
            model, data, split, json,
        };
        command.Run(async (result, cancellation) =>
        {
            var files = await ModelFiles.ReadAsync(result.GetRequiredValue(model), cancellation);
            var (photos, trainLabels) = await PhotosAsync(result.GetRequiredValue(data), result.GetValue(split), files.Manifest.Classes, cancellation);
            using var classifier = new Classifier(files);
            var answers = await ShellProgress.RunAsync(
                "Evaluate", async progress => await classifier.AnswerAsync(photos, progress, cancellation).ToListAsync(cancellation));
            PhotoAnswer[] read = [.. answers.Where(answer => answer.Error is null)];
            foreach (var answer in answers.Where(answer => answer.Error is not null))
                await result.InvocationConfiguration.Error.WriteLineAsync($"{answer.Photo}: {answer.Error}");
            if (read.Length == 0)
                throw new ShellException("None of the photos could be read.");

            int[] labels = [.. read.Select(answer => answer.Label)];
            var probabilities = new Probabilities(files.Manifest.Classes.Count, [.. read.SelectMany(answer => answer.Probabilities!)], labels);
            var metrics = SplitEvaluation.Of(probabilities, files.Manifest.Threshold, trainLabels ?? labels, Seed);
            Write(result.InvocationConfiguration.Output, files.Manifest, metrics, answers.Count - read.Length, result.GetValue(json));
            return read.Length == answers.Count ? ShellCommand.Done : ShellCommand.Partly;
        });
        return command;
    }

    /// <summary>The photos, and the labels whose most frequent one is the baseline; null for those of the photos themselves.</summary>
    private static async Task<(Photos Photos, IReadOnlyList<int>? TrainLabels)> PhotosAsync(
        string place, Split split, IReadOnlyList<string> classes, CancellationToken cancellation)
    {
        if (!StorageAddress.TryParse(place, out _))
            return (Photos.OfClasses(place, classes), null);
        var (dataset, photos) = await Photos.OfDatasetAsync(place, split, cancellation);
        if (!dataset.Classes.SequenceEqual(classes))
            throw new ShellException($"The dataset's classes are {string.Join(", ", dataset.Classes)}, the model's {string.Join(", ", classes)}.");
        var train = dataset.Shards.Where(shard => shard.Split == Split.Train).SelectMany(shard => shard.ClassCounts.Index());
        return (photos, [.. train.SelectMany(c => Enumerable.Repeat(c.Index, c.Item))]);
    }

    private static void Write(TextWriter output, ModelManifest model, EvaluationMetrics metrics, int unread, bool json)
    {
        if (json)
        {
            output.WriteLine(JsonSerializer.Serialize(new { model.Model, model.Version, Unread = unread, Metrics = metrics }, StoredJson.Compact));
            return;
        }

        output.WriteLine($"{model.Model} {model.Version}, {model.Architecture}: {metrics.Photos:N0} photos{(unread > 0 ? $", {unread:N0} more could not be read" : "")}");
        Row("balanced accuracy", metrics.BalancedAccuracy, metrics.BalancedAccuracyInterval);
        Row("accuracy", metrics.Accuracy, metrics.AccuracyInterval);
        Row("accuracy of the majority", metrics.MajorityBaseline, null);
        if (metrics.RocAuc is { } area)
            Row("area under the ROC", area, metrics.RocAucInterval);
        Row("log loss", metrics.Loss, null);
        output.WriteLine("confusion (rows: true class, columns: answer)");
        var width = Math.Max(8, model.Classes.Max(name => name.Length) + 2);
        output.WriteLine(new string(' ', width) + string.Concat(model.Classes.Select(name => name.PadLeft(width))));
        foreach (var (name, row) in model.Classes.Zip(metrics.ConfusionMatrix))
            output.WriteLine(name.PadRight(width) + string.Concat(row.Select(count => count.ToString("N0").PadLeft(width))));

        void Row(string name, double value, IReadOnlyList<double>? interval) =>
            output.WriteLine($"{name,-26}{value,8:F4}{(interval is [var low, var high] ? $"   95%: {low:F4} to {high:F4}" : "")}");
    }
}
