using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace PhotoScore.Core.Datasets.Recipes.Reading;

/// <summary>A JSON value and where it stands. A reader that meets a fault notes it and goes on with a value that does no harm.</summary>
internal sealed partial record Node(string Path, JsonElement Json, Faults Faults)
{
    public void Fault(string message) => Faults.Add(Path, message);

    /// <summary>Notes a fault and gives the value to go on with.</summary>
    public T Fault<T>(string message, T instead)
    {
        Fault(message);
        return instead;
    }

    public Node Member(string name, JsonElement json) => this with { Path = Path + (Plain().IsMatch(name) ? $".{name}" : $"['{name}']"), Json = json };

    public IEnumerable<Node> Items() => Json.ValueKind == JsonValueKind.Array
        ? Json.EnumerateArray().Select((item, i) => this with { Path = $"{Path}[{i}]", Json = item }).ToList()
        : Fault<IEnumerable<Node>>("Write a list: [ … ].", []);

    public string Text() => Json.ValueKind == JsonValueKind.String && Json.GetString() is { Length: > 0 } text
        ? text
        : Fault("Write a text that is not empty.", "");

    public bool Truth() => Json.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => Fault("Write true or false.", false),
    };

    public double Number(double min = double.MinValue, double max = double.MaxValue)
    {
        if (Json.ValueKind == JsonValueKind.Number && Json.TryGetDouble(out var number) && double.IsFinite(number) && number >= min && number <= max)
            return number;
        var allowed = (min, max) switch
        {
            (double.MinValue, double.MaxValue) => "Write a number.",
            (_, double.MaxValue) => $"Write a number of at least {Text(min)}.",
            _ => $"Write a number from {Text(min)} to {Text(max)}.",
        };
        return Fault(allowed, Math.Max(min, 0));
    }

    public int Whole(int min, int max = int.MaxValue)
    {
        if (Json.ValueKind == JsonValueKind.Number && Json.TryGetInt32(out var number) && number >= min && number <= max)
            return number;
        return Fault(max == int.MaxValue ? $"Write a whole number from {min}." : $"Write a whole number from {min} to {max}.", min);
    }

    public T Choice<T>(IReadOnlyDictionary<string, T> choices)
    {
        if (Json.ValueKind == JsonValueKind.String && choices.TryGetValue(Json.GetString()!, out var choice))
            return choice;
        return Fault($"Write one of {string.Join(", ", choices.Keys)}.", choices.Values.First());
    }

    public IReadOnlyList<string> Names()
    {
        var names = new List<string>();
        foreach (var item in Items())
        {
            var name = item.Text();
            if (names.Contains(name, StringComparer.Ordinal)) item.Fault($"'{name}' stands twice in this list.");
            names.Add(name);
        }

        return names;
    }

    private static string Text(double number) => number.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^[A-Za-z_][A-Za-z0-9_-]*\z")]
    private static partial Regex Plain();
}
