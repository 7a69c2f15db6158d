using System.Collections.Concurrent;
using System.Reflection;

namespace PhotoScore.Local.Runtime.Functions;

/// <summary>What a function method returned, whatever it was declared to return.</summary>
internal static class MethodResult
{
    private static readonly ConcurrentDictionary<Type, PropertyInfo?> Results = new();

    /// <summary>Waits for a task (of either kind) and gives its value; gives anything else as it is.</summary>
    public static async Task<object?> AwaitAsync(object? returned)
    {
        if (AsTask(returned) is not { } task)
            return returned;
        await task;
        return ValueOf(task);
    }

    /// <summary>
    /// The same without a thread of its own: the task given ends in the very call that ends the method's task, so that whoever
    /// steps an orchestrator sees its end before going on.
    /// </summary>
    public static Task<object?> Follow(object? returned)
    {
        if (AsTask(returned) is not { } task)
            return Task.FromResult(returned);
        if (task is Task<object?> same)
            return same;
        var outcome = new TaskCompletionSource<object?>();
        _ = task.ContinueWith(
            ended => Copy(ended, outcome), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        return outcome.Task;
    }

    private static void Copy(Task ended, TaskCompletionSource<object?> outcome)
    {
        if (ended.Exception is { } error)
            outcome.SetException(error.InnerExceptions);
        else if (ended.IsCanceled)
            outcome.SetCanceled();
        else
            outcome.SetResult(ValueOf(ended));
    }

    private static Task? AsTask(object? returned) => returned switch
    {
        Task task => task,
        ValueTask task => task.AsTask(),
        not null when returned.GetType() is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(ValueTask<>) =>
            (Task)type.GetMethod(nameof(ValueTask<>.AsTask))!.Invoke(returned, null)!,
        _ => null,
    };

    private static object? ValueOf(Task task)
    {
        var property = Results.GetOrAdd(task.GetType(), type => type.GetProperty(nameof(Task<>.Result)));
        // An async method without a value still makes a Task<VoidTaskResult>.
        return property is null || property.PropertyType.Name == "VoidTaskResult" ? null : property.GetValue(task);
    }
}
