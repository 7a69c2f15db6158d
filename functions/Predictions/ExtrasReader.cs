using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace PhotoScore.Functions.Predictions;

/// <summary>
/// Reads what a request wants besides classes: parameters of the query, members of the JSON body or fields of the form, under the same names. What the query says goes
/// before the body.
/// </summary>
internal sealed class ExtrasReader
{
    private static readonly string[] Names = ["explain", "neighbours", "knownDuplicates"];

    private readonly Dictionary<string, string> _asked = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string[]> _faults = [];

    private ExtrasReader(IQueryCollection query)
    {
        foreach (var name in Names)
        {
            if (query.TryGetValue(name, out var text))
                _asked[name] = text.ToString();
        }
    }

    /// <summary>Whether a field of a form is one of these rather than a photo.</summary>
    public static bool IsName(string? name) => Names.Contains(name);

    /// <summary>Reads the query.</summary>
    /// <exception cref="RefusedRequestException">It asks for what there is not; every fault is named.</exception>
    public static ExtrasReader Of(IQueryCollection query)
    {
        var reader = new ExtrasReader(query);
        reader.Read();
        return reader;
    }

    /// <summary>Takes what the body says too.</summary>
    /// <exception cref="RefusedRequestException">It asks for what there is not; every fault is named.</exception>
    public void Take(IEnumerable<(string Name, string Text)> body)
    {
        foreach (var (name, text) in body)
            _asked.TryAdd(name, text);
        Read();
    }

    /// <summary>What is wanted.</summary>
    public PredictionExtras Read()
    {
        var extras = new PredictionExtras
        {
            Explain = Explain(_asked.GetValueOrDefault("explain", "false")),
            Neighbours = _asked.TryGetValue("neighbours", out var count) ? Neighbours(count) : null,
            KnownDuplicates = Flag("knownDuplicates", _asked.GetValueOrDefault("knownDuplicates", "false")),
        };
        return _faults.Count == 0 ? extras : throw new RefusedRequestException("Photos can't be answered so", _faults);
    }

    private bool Explain(string text)
    {
        if (text is "occlusion" or "true" or "")
            return true;
        if (text != "false")
            _faults["explain"] = [$"'{text}' is no way to explain: send true, or occlusion, which is the same; false or nothing for none."];
        return false;
    }

    private int? Neighbours(string text)
    {
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is >= 1 and <= PredictionExtras.MostNeighbours)
            return count;
        _faults["neighbours"] = [$"'{text}' is no number from 1 to {PredictionExtras.MostNeighbours}: send how many of the nearest training photos you want."];
        return null;
    }

    private bool Flag(string name, string text)
    {
        if (text is not ("true" or "false" or ""))
            _faults[name] = [$"'{text}' is neither true nor false."];
        return text is "true" or "";
    }
}
