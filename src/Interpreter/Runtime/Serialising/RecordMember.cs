using System.Reflection;
using System.Runtime.CompilerServices;

namespace Dag.Interpreter.Runtime.Serialising;

/// <summary>A property or field.</summary>
internal sealed class RecordMember(MemberInfo member)
{
    public string Name => member.Name;

    public AnnotatedType Type { get; } = member is PropertyInfo property ? AnnotatedType.Of(property) : AnnotatedType.Of((FieldInfo)member);

    public bool IsRequired { get; } = member.IsDefined(typeof(RequiredMemberAttribute));

    public object? Get(object? owner) => member is PropertyInfo property ? property.GetValue(owner) : ((FieldInfo)member).GetValue(owner);

    public void Set(object? owner, object? value)
    {
        if (member is PropertyInfo property)
            property.SetValue(owner, value);
        else
            ((FieldInfo)member).SetValue(owner, value);
    }
}
