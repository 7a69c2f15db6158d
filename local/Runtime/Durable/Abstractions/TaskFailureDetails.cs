using System.Collections.Concurrent;

namespace Microsoft.DurableTask;

/// <summary>Why a task failed, in a form that history can hold.</summary>
/// <param name="ErrorType">The exception's full type name.</param>
/// <param name="ErrorMessage">The exception's message.</param>
/// <param name="StackTrace">The exception's stack trace.</param>
/// <param name="InnerFailure">The inner exception.</param>
/// <param name="Properties">More facts about the failure; none are recorded here.</param>
public record TaskFailureDetails(
    string ErrorType,
    string ErrorMessage,
    string? StackTrace,
    TaskFailureDetails? InnerFailure,
    IDictionary<string, object?>? Properties)
{
    private static ConcurrentDictionary<string, Type> Known { get; } = new();

    /// <summary>Whether the exception was a <typeparamref name="T"/> or derived from it; false when its type is not loaded.</summary>
    public bool IsCausedBy<T>()
        where T : Exception => IsCausedBy(typeof(T));

    /// <summary>Whether the exception was of a type or derived from it; false when its type is not loaded.</summary>
    /// <exception cref="ArgumentException">The type is no exception.</exception>
    public bool IsCausedBy(Type targetBaseExceptionType)
    {
        ArgumentNullException.ThrowIfNull(targetBaseExceptionType);
        if (!typeof(Exception).IsAssignableFrom(targetBaseExceptionType))
            throw new ArgumentException($"{targetBaseExceptionType} is no exception type.", nameof(targetBaseExceptionType));
        return ErrorType == targetBaseExceptionType.FullName
            || (Find(ErrorType, targetBaseExceptionType) is { } type && targetBaseExceptionType.IsAssignableFrom(type));
    }

    /// <summary>The details of an exception and of its inner ones.</summary>
    public static TaskFailureDetails FromException(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        if (exception is TaskFailedException failed)
            return new(typeof(TaskFailedException).FullName!, failed.Message, failed.StackTrace, failed.FailureDetails, null);
        return new(
            exception.GetType().FullName!,
            exception.Message,
            exception.StackTrace,
            exception.InnerException is { } inner ? FromException(inner) : null,
            null);
    }

    private static Type? Find(string name, Type near)
    {
        if (string.IsNullOrEmpty(name))
            return null;
        if (Known.TryGetValue(name, out var known))
            return known;
        var found = Type.GetType(name)
            ?? near.Assembly.GetType(name)
            ?? AppDomain.CurrentDomain.GetAssemblies().Select(assembly => assembly.GetType(name)).FirstOrDefault(type => type is not null);
        return found is null ? null : Known.GetOrAdd(name, found);
    }
}
