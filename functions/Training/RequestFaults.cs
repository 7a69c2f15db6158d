using PhotoScore.Core.Naming;

namespace PhotoScore.Functions.Training;

/// <summary>What is wrong with a request, gathered so that every fault is named at once.</summary>
internal sealed class RequestFaults
{
    private readonly SortedDictionary<string, List<string>> _faults = new(StringComparer.Ordinal);

    public bool Any => _faults.Count > 0;

    public void Add(string path, string fault)
    {
        if (!_faults.TryGetValue(path, out var list))
            _faults[path] = list = [];
        list.Add(fault);
    }

    /// <summary>The model of a route that may make a new one; null, and a fault, where no model can have that name.</summary>
    public ModelName? Model(string model)
    {
        if (ModelName.TryParse(model, out var name))
            return name;
        Add("model", $"'{model}' is no model name: 3 to 63 lowercase letters, digits and single hyphens, no reserved word.");
        return null;
    }

    public IReadOnlyDictionary<string, string[]> ByPath() => _faults.ToDictionary(pair => pair.Key, pair => pair.Value.ToArray());
}
