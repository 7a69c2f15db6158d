using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using PhotoScore.Core.Json;
using PhotoScore.Core.Models;
using PhotoScore.Trainer.Evaluation;
using PhotoScore.Trainer.Shell;

namespace PhotoScore.Trainer.Commands;

/// <summary><c>predict</c>: what a published version answers to photos.</summary>
internal static class PredictCommand
{
    public static Command Create()
    {
        var model = new Argument<string>("model") { Description = "A folder with model.onnx and model.json, or the address of a version in storage." };
        var photos = new Argument<string[]>("photos") { Description = "Photos, and folders of photos.", Arity = ArgumentArity.OneOrMore };
        var json = new Option<bool>("--json") { Description = "One JSON object a line instead of CSV." };
        var command = new Command(
            "predict",
            "Answer photos with a published model, exactly as the server would; one line a photo. Exit code: 0 all answered, 1 nothing done, 2 some photos could not be read.")
        {
            model, photos, json,
        };
        command.Run(async (result, cancellation) =>
        {
            var files = await ModelFiles.ReadAsync(result.GetRequiredValue(model), cancellation);
            var asked = Photos.Of(result.GetRequiredValue(photos));
            var (output, lines) = (result.InvocationConfiguration.Output, result.GetValue(json));
            using var classifier = new Classifier(files);
            if (!lines)
                await output.WriteLineAsync(Row(["photo", "class", .. files.Manifest.Classes.Select(name => $"probability of {name}"), "error"]));
            return await ShellProgress.RunAsync("Predict", async progress =>
            {
                var unread = 0;
                await foreach (var answer in classifier.AnswerAsync(asked, progress, cancellation))
                {
                    unread += answer.Error is null ? 0 : 1;
                    await output.WriteLineAsync(lines ? Line(files.Manifest, answer) : Cells(files.Manifest, answer));
                }
                return unread == 0 ? ShellCommand.Done : ShellCommand.Partly;
            });
        });
        return command;
    }

    private static string? ClassOf(ModelManifest manifest, PhotoAnswer answer) => answer.Probabilities is { } probabilities
        ? manifest.Classes[new Probabilities(probabilities.Length, probabilities, [0]).Answer(0, manifest.Threshold)]
        : null;

    private static string Line(ModelManifest manifest, PhotoAnswer answer) => JsonSerializer.Serialize(
        new
        {
            answer.Photo,
            Class = ClassOf(manifest, answer),
            Probabilities = answer.Probabilities is { } probabilities ? manifest.Classes.Zip(probabilities).ToDictionary(pair => pair.First, pair => pair.Second) : null,
            answer.Error,
        },
        StoredJson.Compact);

    private static string Cells(ModelManifest manifest, PhotoAnswer answer) => Row(
    [
        answer.Photo, ClassOf(manifest, answer) ?? "",
        .. manifest.Classes.Select((_, c) => answer.Probabilities?[c].ToString("R", CultureInfo.InvariantCulture) ?? ""),
        answer.Error ?? "",
    ]);

    // RFC 4180.
    private static string Row(IEnumerable<string> cells) =>
        string.Join(',', cells.Select(cell => cell.AsSpan().ContainsAny(",\"\r\n") ? $"\"{cell.Replace("\"", "\"\"")}\"" : cell));
}
