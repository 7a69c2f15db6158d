using System.Text.Json;
using Azure;
using Azure.Storage.Blobs.Models;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using PhotoScore.Core.Datasets;
using PhotoScore.Core.Datasets.Tables;
using PhotoScore.Core.Json;
using PhotoScore.Functions.Api;
using PhotoScore.Functions.Problems;
using PhotoScore.Functions.Storage;

namespace PhotoScore.Functions.Datasets.Api;

/// <summary>One candidate and what became of it, as the API answers it.</summary>
internal sealed record LedgerRow(string Key, string Id, string Url, int Source, string? Author, string Outcome, string? Detail)
{
    public static LedgerRow Of(LedgerEntry entry) => new(
        entry.Candidate.Key, entry.Candidate.Id, entry.Candidate.Url, entry.Candidate.Source, entry.Candidate.Author, entry.Outcome, entry.Detail);
}

/// <summary>
/// <c>GET …/{version}/ledger</c>: what became of every candidate. Pages of JSON; with <c>?format=jsonl</c> all of it as JSON lines, with
/// <c>?format=parquet</c> the file itself. <c>?outcome=</c> picks one outcome, <c>?retryable=true</c> those that may end otherwise when they are
/// tried again (<c>false</c> the rest); neither holds for the file. There as soon as the build has decided, even when it then fails.
/// </summary>
internal sealed class LedgerEndpoint(PhotoStorage storage)
{
    private const int DefaultLimit = 200;
    private const string Lines = "application/jsonl";
    private const string Parquet = "application/vnd.apache.parquet";

    [Function("GetLedger")]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = DatasetRoutes.Ledger)] HttpRequest request,
        string dataset,
        string version,
        CancellationToken cancellation)
    {
        if (DatasetRoutes.Read(dataset, version) is not { } build)
            return DatasetRoutes.Unknown(dataset, version);
        var faults = new Dictionary<string, string[]>();
        var format = Format(request, faults);
        var paging = Paging.TryRead(request, DefaultLimit, faults);
        var filter = LedgerFilter.Read(request, faults);
        if (paging is null || faults.Count > 0)
            return Problem.Invalid("This ledger can't be asked for", faults);

        Stream table;
        try
        {
            table = await storage.Datasets.GetBlobClient(build.Paths.Ledger).OpenReadAsync(new BlobOpenReadOptions(allowModifications: false), cancellation);
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return await storage.Datasets.GetBlobClient(build.Paths.Recipe).ExistsAsync(cancellation)
                ? DatasetRoutes.NotComplete(build)
                : DatasetRoutes.Unknown(dataset, version);
        }
        if (format == Parquet)
            return new FileStreamResult(table, Parquet) { FileDownloadName = $"{dataset}-{version}-ledger.parquet" };

        await using (table)
        {
            var rows = LedgerTable.ReadAsync(table, cancellation)
                .Where(filter.Passes)
                .Where(entry => paging.After is null || string.CompareOrdinal(entry.Candidate.Key, paging.After) > 0)
                .Select(LedgerRow.Of);
            return format == Lines ? await WriteLinesAsync(request.HttpContext.Response, rows, cancellation) : await PageAsync(rows, paging.Limit, cancellation);
        }
    }

    private static string? Format(HttpRequest request, Dictionary<string, string[]> faults)
    {
        var accept = request.Headers.Accept.ToString();
        switch (request.Query["format"].ToString())
        {
            case "jsonl": return Lines;
            case "parquet": return Parquet;
            case "json": return null;
            case "": return accept.Contains(Parquet, StringComparison.Ordinal) ? Parquet : accept.Contains(Lines, StringComparison.Ordinal) ? Lines : null;
            default:
                faults["format"] = ["Ask for json, jsonl or parquet."];
                return null;
        }
    }

    private static async Task<IActionResult> PageAsync(IAsyncEnumerable<LedgerRow> rows, int limit, CancellationToken cancellation)
    {
        var items = await rows.Take(limit + 1).ToListAsync(cancellation);
        if (items.Count <= limit)
            return ApiJson.Of(new ListPage<LedgerRow>(items, Next: null));
        items.RemoveAt(limit);
        return ApiJson.Of(new ListPage<LedgerRow>(items, items[^1].Key));
    }

    // Row by row: a ledger of millions of rows is never in memory as a whole.
    private static async Task<IActionResult> WriteLinesAsync(HttpResponse response, IAsyncEnumerable<LedgerRow> rows, CancellationToken cancellation)
    {
        response.ContentType = Lines;
        await foreach (var row in rows)
        {
            await response.BodyWriter.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(row, StoredJson.Compact), cancellation);
            await response.BodyWriter.WriteAsync("\n"u8.ToArray(), cancellation);
        }
        return new EmptyResult();
    }
}
