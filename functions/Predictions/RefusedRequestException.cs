using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using PhotoScore.Functions.Problems;

namespace PhotoScore.Functions.Predictions;

/// <summary>A request that is refused as a whole; caught where the answer is written.</summary>
internal sealed class RefusedRequestException(int status, string title, string detail) : Exception(detail)
{
    /// <summary>400, with every fault by the parameter or member that it concerns.</summary>
    public RefusedRequestException(string title, IReadOnlyDictionary<string, string[]> faults)
        : this(StatusCodes.Status400BadRequest, title, string.Join(" ", faults.SelectMany(fault => fault.Value))) => Faults = faults;

    public int Status => status;

    public string Title => title;

    /// <summary>Every fault; null where the request has no such parts.</summary>
    public IReadOnlyDictionary<string, string[]>? Faults { get; }

    /// <summary>The answer.</summary>
    public ObjectResult Answer => Faults is null ? Problem.Of(status, title, Message) : Problem.Invalid(title, Faults);
}
