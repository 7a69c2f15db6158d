namespace PhotoScore.Core.Datasets.Recipes.Reading;

/// <summary>The faults found so far.</summary>
internal sealed class Faults
{
    private readonly List<RecipeFault> _list = [];

    public IReadOnlyList<RecipeFault> List => _list;

    public void Add(string path, string message) => _list.Add(new RecipeFault(path, message));
}
