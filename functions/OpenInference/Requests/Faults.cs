using Microsoft.AspNetCore.Http;
using PhotoScore.Functions.Predictions;

namespace PhotoScore.Functions.OpenInference.Requests;

/// <summary>What is wrong with a request: all of it, up to a number that a person still reads.</summary>
internal sealed class Faults
{
    private const int Named = 20;
    private const int LongestQuote = 60;

    private readonly List<string> _named = [];
    private int _all;

    /// <summary>Whether anything is wrong.</summary>
    public bool Any => _all > 0;

    /// <summary>Adds a fault.</summary>
    /// <param name="path">The part of the request, such as <c>inputs[0].shape</c>; empty for the whole.</param>
    /// <param name="message">What is wrong with it, and what to do: a sentence that goes on from the path.</param>
    public void Add(string path, string message)
    {
        _all++;
        if (_named.Count < Named)
            _named.Add(path.Length > 0 ? $"{path} {message}" : message);
    }

    /// <summary>Refuses the request if anything is wrong.</summary>
    /// <exception cref="RefusedRequestException">With every fault.</exception>
    public void ThrowIfAny()
    {
        if (Any)
            throw new RefusedRequestException(StatusCodes.Status400BadRequest, "Not readable", ToString());
    }

    /// <summary>Every fault, a sentence each.</summary>
    public override string ToString() => string.Join(' ', _all > Named ? [.. _named, $"And {_all - Named} more."] : _named);

    /// <summary>Text of a caller, cut to what belongs into a message.</summary>
    public static string Quote(string text) => text.Length <= LongestQuote ? $"'{text}'" : $"'{text[..LongestQuote]}…'";
}
