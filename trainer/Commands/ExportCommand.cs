using System.CommandLine;
using System.Text.Json;
using PhotoScore.Core.Json;
using PhotoScore.Core.Models;
using PhotoScore.Trainer.Architectures;
using PhotoScore.Trainer.Architectures.State;
using PhotoScore.Trainer.Checkpoints;
using PhotoScore.Trainer.Evaluation;
using PhotoScore.Trainer.Onnx;
using PhotoScore.Trainer.Shell;
using PhotoScore.Trainer.Weights;

namespace PhotoScore.Trainer.Commands;

/// <summary><c>export</c>: a checkpoint as ONNX.</summary>
internal static class ExportCommand
{
    public static Command Create()
    {
        var checkpoint = new Argument<FileInfo>("checkpoint") { Description = "best.safetensors, last.safetensors, or a checkpoint's zip." };
        var output = new Option<FileInfo>("--output", "-o") { Description = "The ONNX file to write.", Required = true };
        var classes = new Option<string[]>("--classes")
        {
            Description = "The names of the classes in their order. Left out, they are those of the model.json beside the checkpoint or one folder above.",
            AllowMultipleArgumentsPerToken = true,
        };
        var last = new Option<bool>("--last") { Description = "From a zip, the weights after the last step instead of those of the best epoch." };
        var force = new Option<bool>("--force") { Description = "Replace the file if it is there." };
        var command = new Command(
            "export", "Write a checkpoint's network as ONNX: image uint8 [N, H, W, 3] gives probabilities [N, classes] and embedding [N, D]. Exit code: 0 written, 1 not.")
        {
            checkpoint, output, classes, last, force,
        };
        command.Run(async (result, cancellation) =>
        {
            var (from, to) = (result.GetRequiredValue(checkpoint), result.GetRequiredValue(output));
            if (!from.Exists)
                throw new ShellException($"There is no file {from.FullName}.");
            if (to.Exists && !result.GetValue(force))
                throw new ShellException($"{to.FullName} is there already; --force replaces it.");

            var weights = await WeightsAsync(from, result.GetValue(last), cancellation);
            var model = await ManifestAsync(from, cancellation);
            var names = result.GetValue(classes) is { Length: > 0 } given ? given
                : model?.Classes ?? throw new ShellException("No model.json is beside the checkpoint: name the classes with --classes.");
            using var network = Read(weights, names);
            using var served = network.With(ServedGraph.Of(network.Graph, model?.TestFlips ?? false, model?.Calibration?.Temperature));
            using var onnx = new MemoryStream();
            OnnxExporter.Export(served, names, onnx);
            await File.WriteAllBytesAsync(to.FullName, onnx.ToArray(), cancellation);
            var calibrated = model?.Calibration is null ? "not calibrated" : "calibrated as its model.json says";
            await result.InvocationConfiguration.Output.WriteLineAsync(
                $"{to.FullName}: {network.Architecture.Name}, {string.Join(", ", names)}, {calibrated}, {onnx.Length:N0} bytes");
            return ShellCommand.Done;
        });
        return command;
    }

    private static Network Read(byte[] weights, IReadOnlyList<string> classes)
    {
        using var file = SafeTensors.Read(new MemoryStream(weights));
        var architecture = file.Metadata.GetValueOrDefault("architecture")
            ?? throw new ShellException("The checkpoint does not say its architecture: it is none of this program's.");
        var network = new Network(ArchitectureCatalog.Find(architecture), classes.Count, seed: 1, WeightsMetadata.Read(file.Metadata).Normalization);
        try
        {
            network.LoadState(new MemoryStream(weights));
            return network;
        }
        catch
        {
            network.Dispose();
            throw;
        }
    }

    private static async Task<byte[]> WeightsAsync(FileInfo file, bool last, CancellationToken cancellation)
    {
        if (!file.Extension.Equals(".zip", StringComparison.OrdinalIgnoreCase))
            return await File.ReadAllBytesAsync(file.FullName, cancellation);
        await using var stream = file.OpenRead();
        var checkpoint = CheckpointFile.Read(stream);
        return last ? checkpoint.Last : checkpoint.Best ?? throw new ShellException($"{file.Name} was saved before the first epoch had ended; --last takes what there is.");
    }

    private static async Task<ModelManifest?> ManifestAsync(FileInfo checkpoint, CancellationToken cancellation)
    {
        foreach (var folder in new[] { checkpoint.Directory, checkpoint.Directory?.Parent }.OfType<DirectoryInfo>())
        {
            var file = Path.Combine(folder.FullName, "model.json");
            if (File.Exists(file))
                return JsonSerializer.Deserialize<ModelManifest>(await File.ReadAllBytesAsync(file, cancellation), StoredJson.Compact);
        }

        return null;
    }
}
