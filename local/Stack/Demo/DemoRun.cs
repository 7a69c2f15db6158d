using System.Text.Json;
using Azure.Storage.Blobs;
using PhotoScore.Local.Stack.Services;

namespace PhotoScore.Local.Stack.Demo;

/// <summary>The main job, through the public HTTP API alone: photos become a dataset, the dataset a model, the model an answer.</summary>
internal sealed class DemoRun(StackServices services, DemoOptions options, IDemoScreen screen)
{
    private readonly BlobServiceClient _blobs = new(services.Storage);
    private readonly Stopwatches _time = new();

    public async Task<DemoResult> RunAsync(CancellationToken cancellation)
    {
        using var http = new HttpClient { BaseAddress = services.Functions, Timeout = TimeSpan.FromMinutes(2) };
        var api = new ApiClient(http);

        var source = await _time.TimeAsync("prepare", () => PrepareAsync(cancellation));
        var (dataset, counts) = await _time.TimeAsync("build", () => BuildAsync(api, source, cancellation));
        var model = await _time.TimeAsync("train", () => TrainAsync(api, source, dataset, cancellation));
        var manifest = await api.GetAsync($"api/models/{source.Name}/{model}", cancellation);
        await _time.TimeAsync("promote", () => api.PostAsync($"api/models/{source.Name}/{model}/promote", null, cancellation));
        screen.Done("Promote", $"{source.Name} {model} answers from now on");
        var prediction = await _time.TimeAsync("predict", () => api.PredictAsync(source.Name, source.Predict, cancellation));
        screen.Done("Predict", $"{source.Predict.Name} ({source.Predict.Truth})");
        var upload = await _time.TimeAsync("upload", () => UploadScoring.ScoreAsync(_blobs, source.Name, model, source.Upload, cancellation));
        screen.Done("Score an upload", $"{source.Upload.Name} ({source.Upload.Truth})");

        return new DemoResult
        {
            BalancedAccuracy = Metric(manifest, "balancedAccuracy"),
            BalancedAccuracyInterval = Interval(manifest, "balancedAccuracyInterval"),
            Accuracy = Metric(manifest, "accuracy"),
            AccuracyInterval = Interval(manifest, "accuracyInterval"),
            ParityError = manifest.Number("parityError"),
            Init = manifest.Text("init", "from"),
            MajorityBaseline = Metric(manifest, "majorityBaseline"),
            BestPossibleAccuracy = source.BestPossibleAccuracy,
            Dataset = source.Name,
            DatasetVersion = dataset,
            Report = new Uri(services.Functions, $"api/datasets/{source.Name}/{dataset}/report").ToString(),
            Counts = counts,
            Model = source.Name,
            ModelVersion = model,
            Architecture = options.Architecture,
            Prediction = DemoAnswer.Read(prediction, source.Predict),
            Upload = DemoAnswer.Read(upload, source.Upload),
            Seconds = _time.Seconds,
        };
    }

    private Task<DemoSource> PrepareAsync(CancellationToken cancellation) => options.Folder is null
        ? SiteSource.PrepareAsync(services.PhotoSite, options.Photos, cancellation)
        : FolderSource.PrepareAsync(options.Folder, _blobs, (done, all) => screen.Show("Upload photos", done, all, $"{done:N0} of {all:N0}"), cancellation);

    private async Task<(string Version, Dictionary<string, int> Counts)> BuildAsync(ApiClient api, DemoSource source, CancellationToken cancellation)
    {
        var recipe = source.Recipe;
        foreach (var (name, value) in JsonMembers.Read("--recipe", options.Recipe))
            recipe[name] = value?.DeepClone();
        var status = await api.StartAsync($"api/datasets/{source.Name}/builds", recipe, cancellation);
        var version = LastSegment(status);
        await api.FollowAsync(status, now => screen.Show("Build the dataset", StatusWords.OfBuild(now)), cancellation);
        var manifest = await api.GetAsync($"api/datasets/{source.Name}/{version}", cancellation);
        var counts = (manifest.At("outcomes") ?? default) is { ValueKind: JsonValueKind.Object } outcomes
            ? outcomes.EnumerateObject().Where(one => one.Value.GetInt32() > 0).ToDictionary(one => one.Name, one => one.Value.GetInt32())
            : [];
        screen.Done("Build the dataset", $"{source.Name} {version}: {string.Join(", ", counts.Select(count => $"{count.Value:N0} {count.Key}"))}");
        return (version, counts);
    }

    private async Task<string> TrainAsync(ApiClient api, DemoSource source, string dataset, CancellationToken cancellation)
    {
        var request = TrainingRequests.For(options, source.Name, dataset, await UploadWeightsAsync(cancellation));
        var status = await api.StartAsync($"api/models/{source.Name}/trainings", request, cancellation);
        await api.FollowAsync(status, now => screen.Show("Train the model", StatusWords.OfTraining(now)), cancellation);
        var version = LastSegment(status);
        screen.Done("Train the model", $"{source.Name} {version}, {options.Architecture}");
        return version;
    }

    private async Task<string?> UploadWeightsAsync(CancellationToken cancellation)
    {
        if (options.Init is null)
            return null;
        var name = $"weights/{Path.GetFileName(options.Init)}";
        await using var file = File.OpenRead(options.Init);
        await _blobs.GetBlobContainerClient("sources").GetBlobClient(name).UploadAsync(file, overwrite: true, cancellation);
        return name;
    }

    private static IReadOnlyList<double>? Interval(JsonElement manifest, string name) =>
        manifest.At("test", name) is { ValueKind: JsonValueKind.Array } ends ? [.. ends.EnumerateArray().Select(end => end.GetDouble())] : null;

    private static double Metric(JsonElement manifest, string name) =>
        manifest.Number("test", name) ?? throw new StackException($"The published model.json has no test.{name}.");

    private static string LastSegment(string location) => location.Split('?')[0].TrimEnd('/').Split('/')[^1];
}
