using System.Text;
using Azure;
using PhotoScore.Core.Storage;
using PhotoScore.Functions.Storage;

namespace PhotoScore.Functions.Datasets.Listing;

/// <summary>Reads text files that a user brought to container <c>sources</c>.</summary>
/// <param name="storage">The containers.</param>
internal sealed class SourceTexts(PhotoStorage storage)
{
    /// <summary>The lines, whatever ends them; an end of line after the last one begins no other. A byte order mark is no part of the first.</summary>
    /// <exception cref="BuildFaultException">There is no such blob.</exception>
    public async Task<IReadOnlyList<string>> LinesAsync(string blob, CancellationToken cancellation)
    {
        try
        {
            await using var content = await storage.Sources.GetBlobClient(blob).OpenReadAsync(cancellationToken: cancellation);
            using var reader = new StreamReader(content, Encoding.UTF8, detectEncodingFromByteOrderMarks: true);
            var lines = new List<string>();
            while (await reader.ReadLineAsync(cancellation) is { } line)
                lines.Add(line);
            return lines;
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            throw Missing(blob, e);
        }
    }

    /// <summary>What is wrong when a file that the recipe names is not in container <c>sources</c>.</summary>
    public static BuildFaultException Missing(string blob, RequestFailedException e) =>
        new($"There is no blob {Containers.Sources}/{blob}; upload it, then build again.", e);
}
