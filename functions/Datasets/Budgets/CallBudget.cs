namespace PhotoScore.Functions.Datasets.Budgets;

/// <summary>How many calls the keys of an API allow. Every process and every build share it.</summary>
/// <param name="Service">The API, in lowercase letters: names the blob that the calls are counted in.</param>
/// <param name="Keys">The keys, each with a budget of its own.</param>
/// <param name="Calls">Calls of one key in any span of length <paramref name="Per"/>.</param>
/// <param name="Per">An hour or a day, say.</param>
internal sealed record CallBudget(string Service, IReadOnlyList<string> Keys, int Calls, TimeSpan Per)
{
    /// <summary>The keys; an empty one is a setting that nobody filled in, and none.</summary>
    public IReadOnlyList<string> Keys { get; } = [.. Keys.Where(key => key.Length > 0)];

    // The generated text would show the keys to every log that this record falls into.
    public override string ToString() => $"{Calls} calls in {Per:c} for each of {Keys.Count} keys of {Service}";
}

/// <summary>Leave for one call, or when there will be.</summary>
/// <param name="Key">The key to call with; null when all are spent.</param>
/// <param name="NotBefore">When <paramref name="Key"/> is null: the first moment at which a key may be free again.</param>
internal sealed record CallGrant(string? Key, DateTimeOffset NotBefore)
{
    // See CallBudget.
    public override string ToString() => Key is null ? $"no call before {NotBefore:u}" : "a call";
}
