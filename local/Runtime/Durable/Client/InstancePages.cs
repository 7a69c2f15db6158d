using System.Runtime.CompilerServices;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace PhotoScore.Local.Runtime.Durable.Client;

/// <summary>The instances that match a query, a page of the listing at a time.</summary>
internal sealed class InstancePages(InstanceQueries queries, OrchestrationQuery query) : AsyncPageable<OrchestrationMetadata>
{
    public override IAsyncEnumerable<Page<OrchestrationMetadata>> AsPages(string? continuationToken = null, int? pageSizeHint = null) =>
        PagesAsync(continuationToken ?? query.ContinuationToken, pageSizeHint ?? query.PageSize);

    private async IAsyncEnumerable<Page<OrchestrationMetadata>> PagesAsync(
        string? continuation, int pageSize, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await queries.Ready.WaitAsync(cancellation);
        do
        {
            var page = await queries.PageAsync(query, continuation, pageSize, cancellation);
            yield return page;
            continuation = page.ContinuationToken;
        }
        while (continuation is not null);
    }
}
