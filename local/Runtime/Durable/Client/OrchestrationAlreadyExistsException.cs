namespace DurableTask.Core.Exceptions;

/// <summary>An instance with the id exists and has not finished, or is in a status that the start refuses.</summary>
public class OrchestrationAlreadyExistsException : Exception
{
    /// <summary>An error without a message of its own.</summary>
    public OrchestrationAlreadyExistsException()
    {
    }

    /// <summary>An error that names the instance.</summary>
    public OrchestrationAlreadyExistsException(string message)
        : base(message)
    {
    }

    /// <summary>An error that names the instance, with its cause.</summary>
    public OrchestrationAlreadyExistsException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
