using System.Text.Json;
using PhotoScore.Testing;

namespace PhotoScore.EndToEnd;

/// <summary>The whole product as real processes, over its public HTTP API.</summary>
public sealed class StackTests : IDisposable
{
    private readonly string _data = Directory.CreateTempSubdirectory("stack-").FullName;
    private readonly CancellationTokenSource _limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

    public StackTests() => _limit.CancelAfter(TimeSpan.FromMinutes(9));

    public void Dispose()
    {
        _limit.Dispose();
        Directory.Delete(_data, recursive: true);
    }

    [Fact]
    public async Task Demo_makes_a_dataset_a_model_and_answers_from_the_photo_site()
    {
        await using var stack = await StackRun.StartAsync(_data, "demo", "--exit", "--json", "--photos", "200", "--epochs", "3");

        var code = await stack.WaitAsync(_limit.Token);

        Assert.True(code == 0, stack.Said);
        var result = JsonElement.Parse(Assert.Single(stack.Output));
        Assert.Equal("demo", result.GetProperty("model").GetString());
        // The site's list: 5% copies and some 7% that can't be fetched or read, each with its outcome.
        var counts = result.GetProperty("counts").EnumerateObject().ToDictionary(count => count.Name, count => count.Value.GetInt32());
        Assert.Equal(200, counts.Values.Sum());
        Assert.InRange(counts["kept"], 150, 195);
        Assert.InRange(result.GetProperty("bestPossibleAccuracy").GetDouble(), 0.85, 0.95);
        Assert.InRange(result.GetProperty("balancedAccuracy").GetDouble(), 0.3, 1);
        foreach (var answer in (string[])["prediction", "upload"])
        {
            var probabilities = result.GetProperty(answer).GetProperty("probabilities");
            Assert.Contains(result.GetProperty(answer).GetProperty("class").GetString(), (string[])["bad", "good"]);
            Assert.Equal(1, probabilities.GetProperty("bad").GetDouble() + probabilities.GetProperty("good").GetDouble(), 4);
        }
    }

    [Fact]
    public async Task Demo_learns_from_a_folder()
    {
        var faces = SharedData.Path("data", "faces-smile");
        var folder = Path.Combine(_data, "faces");
        foreach (var name in (string[])["smiling", "not_smiling"])
        {
            Directory.CreateDirectory(Path.Combine(folder, name));
            foreach (var file in Directory.GetFiles(Path.Combine(faces, name)).Order(StringComparer.Ordinal).Take(80))
                File.Copy(file, Path.Combine(folder, name, Path.GetFileName(file)));
        }
        await using var stack = await StackRun.StartAsync(_data, "demo", "--folder", folder, "--exit", "--json", "--epochs", "2");

        var code = await stack.WaitAsync(_limit.Token);

        Assert.True(code == 0, stack.Said);
        var result = JsonElement.Parse(Assert.Single(stack.Output));
        Assert.Equal("demo-faces", result.GetProperty("dataset").GetString());
        Assert.Equal(158, result.GetProperty("counts").EnumerateObject().Sum(count => count.Value.GetInt32()));
        Assert.Equal(JsonValueKind.Null, result.GetProperty("bestPossibleAccuracy").ValueKind);
        Assert.Contains(result.GetProperty("upload").GetProperty("class").GetString(), (string[])["smiling", "not_smiling"]);
    }

    [Theory]
    [InlineData(StackRun.Terminate)]
    [InlineData(StackRun.KillNow)]
    public async Task Stack_that_ends_leaves_no_process(int signal)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs Linux");
        await using var stack = await StackRun.StartAsync(_data);
        var children = await stack.WaitUntilUpAsync(_limit.Token);
        Assert.True(children.Count >= 4, stack.Said);

        stack.Signal(signal);
        var code = await stack.WaitAsync(_limit.Token);

        while (children.Any(StackRun.IsAlive))
            await Task.Delay(50, _limit.Token);
        Assert.Equal(signal == StackRun.Terminate ? 0 : 128 + signal, code);
    }
}
