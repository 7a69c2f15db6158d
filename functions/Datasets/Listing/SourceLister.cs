using PhotoScore.Core.Datasets.Recipes;
using PhotoScore.Core.Datasets.Tables;

namespace PhotoScore.Functions.Datasets.Listing;

/// <summary>Lists the sources of one kind. Each kind registers its own as this interface; see <see cref="SourceLister{TSource}"/>.</summary>
internal interface ISourceLister
{
    /// <summary>The recipe's record that it understands.</summary>
    Type Kind { get; }

    /// <summary>Lists the page that is wanted.</summary>
    Task<CandidatePage> ListAsync(SourceToList source, CancellationToken cancellation);
}

/// <summary>Lists the sources of one kind, page by page.</summary>
/// <typeparam name="TSource">The recipe's record of that kind.</typeparam>
internal abstract class SourceLister<TSource> : ISourceLister
    where TSource : SourceRecipe
{
    public Type Kind => typeof(TSource);

    public Task<CandidatePage> ListAsync(SourceToList source, CancellationToken cancellation) => ListAsync((TSource)source.Recipe, source, cancellation);

    /// <summary>
    /// Lists the page that <see cref="SourceToList.Token"/> names and says what names the page after it. The page is committed
    /// with that token, so what is asked again after a crash is this page and no other. May give fewer candidates than it
    /// could, none included, as long as the token goes on.
    /// </summary>
    /// <exception cref="NotYetException">Nothing can be listed yet; what could be listed in part is returned instead.</exception>
    /// <exception cref="BuildFaultException">Trying again would not help.</exception>
    protected abstract Task<CandidatePage> ListAsync(TSource recipe, SourceToList source, CancellationToken cancellation);
}
