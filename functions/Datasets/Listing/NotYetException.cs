namespace PhotoScore.Functions.Datasets.Listing;

/// <summary>A source can list nothing before some time; the build waits for it and asks again.</summary>
/// <param name="notBefore">When to ask again.</param>
/// <param name="waitsFor">What is waited for, in words, as the build's status shows it.</param>
internal sealed class NotYetException(DateTimeOffset notBefore, string waitsFor) : Exception($"{waitsFor} Not before {notBefore:u}.")
{
    public DateTimeOffset NotBefore { get; } = notBefore;

    public string WaitsFor { get; } = waitsFor;
}
