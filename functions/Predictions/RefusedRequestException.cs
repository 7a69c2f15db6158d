namespace PhotoScore.Functions.Predictions;

/// <summary>A request that is refused as a whole; caught where the answer is written.</summary>
internal sealed class RefusedRequestException(int status, string title, string detail) : Exception(detail)
{
    public int Status => status;

    public string Title => title;
}
