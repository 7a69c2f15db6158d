using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using Microsoft.ML.OnnxRuntime;
using PhotoScore.Core.Json;
using PhotoScore.Core.Models;
using PhotoScore.Testing;
using PhotoScore.Trainer.Architectures;
using PhotoScore.Trainer.Commands;
using PhotoScore.Trainer.Jobs;
using PhotoScore.Trainer.Onnx;
using PhotoScore.Trainer.Publishing;
using PhotoScore.Trainer.Shell;
using PhotoScore.Trainer.Tests.Jobs;

namespace PhotoScore.Trainer.Tests.Commands;

/// <summary>The commands for a person, on a version that a real training published.</summary>
public sealed class ShellCommandTests(AzuriteFixture azurite) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("shell-").FullName;
    private readonly StringWriter _output = new();
    private readonly StringWriter _errors = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _output.Dispose();
        _errors.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Predict_answers_files_and_folders_and_says_which_it_could_not_read()
    {
        await PublishAsync();
        var photos = Photos(("dark", 4), ("bright", 4));
        await File.WriteAllTextAsync(Path.Combine(photos, "bright", "zzz, broken.jpg"), "no photo", Cancellation);

        var code = await RunAsync("predict", _folder, Path.Combine(photos, "dark"), Path.Combine(photos, "bright"));

        var lines = _output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("photo,class,probability of dark,probability of bright,error", lines[0]);
        Assert.Equal((ShellCommand.Partly, 10), (code, lines.Length));
        Assert.All(lines[1..5], line => Assert.Contains(".jpg,dark,", line, StringComparison.Ordinal));
        Assert.All(lines[5..9], line => Assert.Contains(".jpg,bright,", line, StringComparison.Ordinal));
        Assert.Contains("zzz, broken.jpg\",,,,", lines[9], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Predict_json_gives_a_line_a_photo_with_probabilities_that_sum_to_one()
    {
        await PublishAsync();

        Assert.Equal(ShellCommand.Done, await RunAsync("predict", _folder, Photos(("dark", 2)), "--json"));

        var answers = _output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonElement.Parse(line)).ToList();
        Assert.Equal(["dark", "dark"], answers.Select(answer => answer.GetProperty("class").GetString()));
        Assert.All(answers, answer => Assert.Equal(1, answer.GetProperty("probabilities").EnumerateObject().Sum(one => one.Value.GetDouble()), 5));
    }

    [Fact]
    public async Task Evaluate_on_the_test_split_in_storage_finds_what_the_training_published()
    {
        var job = await PublishAsync();
        var version = job.Models.GetBlobClient(job.Paths.Prefix.TrimEnd('/')).Uri.AbsoluteUri;
        var dataset = job.Datasets.GetBlobClient("stripes/v1").Uri.AbsoluteUri;

        using var process = Start("evaluate", version, "--data", dataset, "--json");
        var said = await process.StandardOutput.ReadToEndAsync(Cancellation);
        await process.WaitForExitAsync(Cancellation);

        Assert.Equal(0, process.ExitCode);
        var metrics = JsonElement.Parse(said).GetProperty("metrics").Deserialize<EvaluationMetrics>(StoredJson.Compact)!;
        var published = (await job.ManifestAsync()).Test;
        Assert.Equal(published.ConfusionMatrix.SelectMany(row => row), metrics.ConfusionMatrix.SelectMany(row => row));
        Assert.Equal(published.Loss, metrics.Loss, 1e-6);
    }

    [Fact]
    public async Task Evaluate_on_a_folder_prints_a_table()
    {
        await PublishAsync();

        Assert.Equal(ShellCommand.Done, await RunAsync("evaluate", _folder, "--data", Photos(("dark", 6), ("bright", 6))));

        Assert.Contains("12 photos", _output.ToString(), StringComparison.Ordinal);
        Assert.Matches(@"balanced accuracy +1\.0000", _output.ToString());
    }

    [Fact]
    public async Task Evaluate_on_a_folder_without_a_class_names_it_and_does_nothing()
    {
        await PublishAsync();

        Assert.Equal(ShellCommand.Failed, await RunAsync("evaluate", _folder, "--data", Photos(("dark", 1))));

        Assert.Contains("bright", _errors.ToString(), StringComparison.Ordinal);
        Assert.Empty(_output.ToString());
    }

    [Fact]
    public async Task Export_of_the_best_weights_is_the_published_file_byte_for_byte()
    {
        var job = await PublishAsync();
        var checkpoint = Path.Combine(_folder, "best.safetensors");
        await File.WriteAllBytesAsync(checkpoint, (await job.ReadAsync(job.Paths.Checkpoint("best.safetensors"))).ToArray(), Cancellation);
        var onnx = Path.Combine(_folder, "again.onnx");

        Assert.Equal(ShellCommand.Done, await RunAsync("export", checkpoint, "--output", onnx));

        Assert.Equal((await job.ManifestAsync()).OnnxSha256, ModelPublisher.Sha256(await File.ReadAllBytesAsync(onnx, Cancellation)));
        Assert.Equal(ShellCommand.Failed, await RunAsync("export", checkpoint, "--output", onnx));
        Assert.Contains("--force", _errors.ToString(), StringComparison.Ordinal);
        Assert.Equal(ShellCommand.Failed, await RunAsync("export", checkpoint, "--output", onnx, "--force", "--classes", "a", "b", "c"));
    }

    [Fact]
    public async Task Export_keeps_the_normalisation_that_the_weights_were_trained_with()
    {
        using var network = new Network(
            ArchitectureCatalog.Find("basic-cnn"), classCount: 2, seed: 3, new PixelNormalization(new Rgb(0.5, 0.4, 0.3), new Rgb(0.2, 0.25, 0.3)));
        var (checkpoint, onnx) = (Path.Combine(_folder, "a.safetensors"), Path.Combine(_folder, "a.onnx"));
        await using (var stream = File.Create(checkpoint))
            network.SaveState(stream);

        Assert.Equal(ShellCommand.Done, await RunAsync("export", checkpoint, "-o", onnx, "--classes", "a", "b"));

        using var session = new InferenceSession(onnx);
        using var batch = Tests.Photos.Batch(4);
        Assert.InRange(OnnxParity.MaxAbsoluteDifference(network, session, [batch], Cancellation), 0, OnnxParity.Tolerance);
    }

    [Fact]
    public async Task Find_a_learning_rate_on_a_folder_suggests_one_between_the_ends()
    {
        var code = await RunAsync(
            "lr-find", "basic-cnn", "--data", Photos(("dark", 24), ("bright", 24)), "--batch-size", "8", "--steps", "60", "--lowest", "1e-5", "--json");

        Assert.True(code == ShellCommand.Done, _errors.ToString());
        var found = JsonElement.Parse(_output.ToString());
        Assert.InRange(found.GetProperty("suggestion").GetDouble(), 1e-5, 0.5);
        var rates = found.GetProperty("points").EnumerateArray().Select(point => point.GetProperty("learningRate").GetDouble()).ToList();
        Assert.Equal(rates.Order(), rates);
        Assert.Equal(1e-5, rates[0], 1e-12);
    }

    [Theory]
    [InlineData("lr-find", "lenet", "--data", "photos")]
    [InlineData("lr-find", "mobilenet-v2-features", "--data", "photos")]
    [InlineData("lr-find", "basic-cnn", "--data", "photos", "--optimizer", "lion")]
    [InlineData("predict", "nowhere", "photo.jpg")]
    [InlineData("evaluate", "nowhere", "--data", "photos")]
    [InlineData("export", "nowhere.safetensors", "--output", "a.onnx")]
    [InlineData("run", "--job", "https://account/models/a/v1/job.json", "--device", "tpu")]
    [InlineData("worker", "--parallel", "0")]
    public async Task A_command_that_can_not_start_fails_and_says_why(params string[] arguments)
    {
        Assert.Equal(ShellCommand.Failed, await RunAsync(arguments));

        Assert.NotEmpty(_errors.ToString());
    }

    private async Task<StoredJob> PublishAsync()
    {
        var job = await StoredJob.CreateAsync(azurite, epochs: 5);
        var log = new TrainerLog(TextWriter.Null, TimeProvider.System);
        await new JobRunner(log, TimeProvider.System).RunAsync(
            JobStorage.FromConnection(azurite.ConnectionString), job.Uri, attempt: 1, TimeSpan.FromSeconds(30), Cancellation);
        await File.WriteAllBytesAsync(Path.Combine(_folder, "model.json"), (await job.ReadAsync(job.Paths.Manifest)).ToArray(), Cancellation);
        await File.WriteAllBytesAsync(Path.Combine(_folder, "model.onnx"), (await job.ReadAsync(job.Paths.Onnx)).ToArray(), Cancellation);
        return job;
    }

    private string Photos(params (string Class, int Count)[] classes)
    {
        var random = new Random(5);
        var folder = Path.Combine(_folder, "photos");
        foreach (var (name, count) in classes)
        {
            Directory.CreateDirectory(Path.Combine(folder, name));
            for (var i = 0; i < count; i++)
                File.WriteAllBytes(Path.Combine(folder, name, $"{i}.jpg"), Some.Jpeg(name == "bright" ? 1 : 0, random));
        }
        return folder;
    }

    private Task<int> RunAsync(params string[] arguments) =>
        TrainerCommand.Create().Parse(arguments).InvokeAsync(new InvocationConfiguration { Output = _output, Error = _errors }, Cancellation);

    private Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "PhotoScore.Trainer.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
        };
        start.Environment[JobStorage.ConnectionVariable] = azurite.ConnectionString;
        return Process.Start(start)!;
    }
}
