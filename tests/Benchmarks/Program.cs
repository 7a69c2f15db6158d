using PhotoScore.Benchmarks.Datasets;
using PhotoScore.Benchmarks.Durable;
using PhotoScore.Benchmarks.Filters;
using PhotoScore.Benchmarks.Imaging;
using PhotoScore.Benchmarks.Serving;
using PhotoScore.Benchmarks.Training;

Dictionary<string, Func<string[], Task>> benchmarks = new()
{
    ["build"] = BuildBenchmark.RunAsync,
    ["durable"] = FanOutBenchmark.RunAsync,
    ["faces"] = FacesBenchmark.RunAsync,
    ["imaging"] = ImagingBenchmark.RunAsync,
    ["labels"] = LabelsBenchmark.RunAsync,
    ["near-dup-truth"] = NearDupTruth.RunAsync,
    ["near-duplicates"] = NearDuplicatesBenchmark.RunAsync,
    ["quality"] = QualityBenchmark.RunAsync,
    ["serving"] = ServingBenchmark.RunAsync,
    ["serving-threads"] = ThreadsBenchmark.RunAsync,
    ["training"] = TrainingBenchmark.RunAsync,
    [PeakMemory.Command] = PeakMemory.RunAsync,
};

if (args.Length == 0 || !benchmarks.TryGetValue(args[0], out var benchmark))
{
    Console.Error.WriteLine($"Say which: {string.Join(", ", benchmarks.Keys)}");
    return 1;
}

await benchmark(args[1..]);
return 0;
