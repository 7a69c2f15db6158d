using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Azure.Storage.Blobs;
using PhotoScore.Core.Storage;

namespace PhotoScore.EndToEnd.Recipes;

/// <summary>The stack, as a user starts it, for all tests of recipes.</summary>
public sealed class RecipeStack : IAsyncLifetime
{
    private readonly string _data = Directory.CreateTempSubdirectory("recipes-").FullName;
    private StackRun? _stack;

    public HttpClient Functions { get; private set; } = new();

    public HttpClient PhotoSite { get; private set; } = new();

    public async ValueTask InitializeAsync()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromMinutes(5));
        _stack = await StackRun.StartAsync(_data);
        await _stack.WaitUntilUpAsync(limit.Token);
        Functions.BaseAddress = _stack.Functions;
        PhotoSite.BaseAddress = _stack.PhotoSite;
    }

    public async ValueTask DisposeAsync()
    {
        Functions.Dispose();
        PhotoSite.Dispose();
        if (_stack is not null)
            await _stack.DisposeAsync();
        Directory.Delete(_data, recursive: true);
    }

    /// <summary>What a user brings, as the recipe's page says.</summary>
    public Task UploadAsync(string blob, byte[] content) =>
        new BlobContainerClient(_stack!.Storage, Containers.Sources).GetBlobClient(blob).UploadAsync(new BinaryData(content), overwrite: true);

    public Task UploadAsync(string blob, string content) => UploadAsync(blob, Encoding.UTF8.GetBytes(content));

    /// <summary>Builds a dataset and gives its manifest; fails the test when it isn't completed in time.</summary>
    public async Task<JsonElement> BuildAsync(string dataset, JsonNode recipe, CancellationToken cancellation)
    {
        using var accepted = await Functions.PostAsync($"api/datasets/{dataset}/builds", new StringContent(recipe.ToJsonString(), Encoding.UTF8, "application/json"), cancellation);
        Assert.True(accepted.IsSuccessStatusCode, await accepted.Content.ReadAsStringAsync(cancellation));
        while (true)
        {
            var status = await Functions.GetFromJsonAsync<JsonElement>(accepted.Headers.Location, cancellation);
            if (status.GetProperty("status").GetString() is not ("pending" or "running"))
            {
                Assert.True(status.GetProperty("status").GetString() == "completed", status.ToString());
                return await Functions.GetFromJsonAsync<JsonElement>($"api/datasets/{dataset}/v1", cancellation);
            }
            await Task.Delay(250, cancellation);
        }
    }
}
